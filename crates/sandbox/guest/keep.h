// While the interpreter calls, its program counter and stack pointer lie in its frame: Cranelift has five registers for values
// that are held across a call, and these two, which each instruction uses, would be left with none. Included before the
// interpreter's loop, which this redefines the calls of, and again behind it. An argument that moves `pc` or `sp` has to be
// read before they are kept: none but those of the first three does.
#ifndef KEPT
#define KEPT(call) ({ kept_pc = pc; kept_sp = sp; __auto_type kept_result = call; pc = kept_pc; sp = kept_sp; kept_result; })
#define KEPT_VOID(call) ({ kept_pc = pc; kept_sp = sp; call; pc = kept_pc; sp = kept_sp; })
#define JS_FreeValue(ctx, value) ({ JSValue kept_value = value; if (JS_VALUE_HAS_REF_COUNT(kept_value) && JS_RELEASE(JS_VALUE_GET_PTR(kept_value)) <= 0) KEPT_VOID(js_free_value_rt((ctx)->rt, kept_value)); })
#define set_value(ctx, place, value) ({ JSValue *kept_place = place, kept_new = value, kept_old = *kept_place; *kept_place = kept_new; JS_FreeValue(ctx, kept_old); })
#define js_closure(ctx, function, refs, frame) ({ JSValue kept_function = function; KEPT(js_closure(ctx, kept_function, refs, frame)); })
#define host_tick() KEPT_VOID(host_tick())
#define JS_AddBrand(...) KEPT(JS_AddBrand(__VA_ARGS__))
#define JS_AtomToString(...) KEPT(JS_AtomToString(__VA_ARGS__))
#define JS_AtomToValue(...) KEPT(JS_AtomToValue(__VA_ARGS__))
#define JS_Call(...) KEPT(JS_Call(__VA_ARGS__))
#define JS_CallConstructor2(...) KEPT(JS_CallConstructor2(__VA_ARGS__))
#define JS_CallConstructorInternal(...) KEPT(JS_CallConstructorInternal(__VA_ARGS__))
#define JS_CallFree(...) KEPT(JS_CallFree(__VA_ARGS__))
#define JS_CallInternal(...) KEPT(JS_CallInternal(__VA_ARGS__))
#define JS_CheckBrand(...) KEPT(JS_CheckBrand(__VA_ARGS__))
#define JS_CheckDefineGlobalVar(...) KEPT(JS_CheckDefineGlobalVar(__VA_ARGS__))
#define JS_ConcatString(...) KEPT(JS_ConcatString(__VA_ARGS__))
#define JS_CopyDataProperties(...) KEPT(JS_CopyDataProperties(__VA_ARGS__))
#define JS_DefineGlobalFunction(...) KEPT(JS_DefineGlobalFunction(__VA_ARGS__))
#define JS_DefineGlobalVar(...) KEPT(JS_DefineGlobalVar(__VA_ARGS__))
#define JS_DefineObjectName(...) KEPT(JS_DefineObjectName(__VA_ARGS__))
#define JS_DefineObjectNameComputed(...) KEPT(JS_DefineObjectNameComputed(__VA_ARGS__))
#define JS_DefinePrivateField(...) KEPT(JS_DefinePrivateField(__VA_ARGS__))
#define JS_DefineProperty(...) KEPT(JS_DefineProperty(__VA_ARGS__))
#define JS_DefinePropertyValue(...) KEPT(JS_DefinePropertyValue(__VA_ARGS__))
#define JS_DefinePropertyValueValue(...) KEPT(JS_DefinePropertyValueValue(__VA_ARGS__))
#define JS_DeleteGlobalVar(...) KEPT(JS_DeleteGlobalVar(__VA_ARGS__))
#define JS_DeleteProperty(...) KEPT(JS_DeleteProperty(__VA_ARGS__))
#define JS_EvalObject(...) KEPT(JS_EvalObject(__VA_ARGS__))
#define JS_FreeAtom(...) KEPT_VOID(JS_FreeAtom(__VA_ARGS__))
#define JS_FreeValueRT(...) KEPT_VOID(JS_FreeValueRT(__VA_ARGS__))
#define JS_GetException(...) KEPT(JS_GetException(__VA_ARGS__))
#define JS_GetGlobalVar(...) KEPT(JS_GetGlobalVar(__VA_ARGS__))
#define JS_GetGlobalVarRef(...) KEPT(JS_GetGlobalVarRef(__VA_ARGS__))
#define JS_GetPrivateField(...) KEPT(JS_GetPrivateField(__VA_ARGS__))
#define JS_GetProperty(...) KEPT(JS_GetProperty(__VA_ARGS__))
#define JS_GetPropertyInternal(...) KEPT(JS_GetPropertyInternal(__VA_ARGS__))
#define JS_GetPropertyValue(...) KEPT(JS_GetPropertyValue(__VA_ARGS__))
#define JS_GetPrototype(...) KEPT(JS_GetPrototype(__VA_ARGS__))
#define JS_HasProperty(...) KEPT(JS_HasProperty(__VA_ARGS__))
#define JS_IteratorClose(...) KEPT(JS_IteratorClose(__VA_ARGS__))
#define JS_NewArrayFrom(...) KEPT(JS_NewArrayFrom(__VA_ARGS__))
#define JS_NewObject(...) KEPT(JS_NewObject(__VA_ARGS__))
#define JS_NewObjectProto(...) KEPT(JS_NewObjectProto(__VA_ARGS__))
#define JS_NewObjectProtoClass(...) KEPT(JS_NewObjectProtoClass(__VA_ARGS__))
#define JS_NewSymbolFromAtom(...) KEPT(JS_NewSymbolFromAtom(__VA_ARGS__))
#define JS_SetGlobalVar(...) KEPT(JS_SetGlobalVar(__VA_ARGS__))
#define JS_SetPrivateField(...) KEPT(JS_SetPrivateField(__VA_ARGS__))
#define JS_SetPropertyInternal(...) KEPT(JS_SetPropertyInternal(__VA_ARGS__))
#define JS_SetPropertyInternal2(...) KEPT(JS_SetPropertyInternal2(__VA_ARGS__))
#define JS_SetPropertyValue(...) KEPT(JS_SetPropertyValue(__VA_ARGS__))
#define JS_SetPrototypeInternal(...) KEPT(JS_SetPrototypeInternal(__VA_ARGS__))
#define JS_ThrowInternalError(...) KEPT(JS_ThrowInternalError(__VA_ARGS__))
#define JS_ThrowReferenceError(...) KEPT(JS_ThrowReferenceError(__VA_ARGS__))
#define JS_ThrowReferenceErrorNotDefined(...) KEPT(JS_ThrowReferenceErrorNotDefined(__VA_ARGS__))
#define JS_ThrowReferenceErrorUninitialized(...) KEPT(JS_ThrowReferenceErrorUninitialized(__VA_ARGS__))
#define JS_ThrowReferenceErrorUninitialized2(...) KEPT(JS_ThrowReferenceErrorUninitialized2(__VA_ARGS__))
#define JS_ThrowSyntaxErrorVarRedeclaration(...) KEPT(JS_ThrowSyntaxErrorVarRedeclaration(__VA_ARGS__))
#define JS_ThrowTypeError(...) KEPT(JS_ThrowTypeError(__VA_ARGS__))
#define JS_ThrowTypeErrorNotAnObject(...) KEPT(JS_ThrowTypeErrorNotAnObject(__VA_ARGS__))
#define JS_ThrowTypeErrorReadOnly(...) KEPT(JS_ThrowTypeErrorReadOnly(__VA_ARGS__))
#define JS_ToBoolFree(...) KEPT(JS_ToBoolFree(__VA_ARGS__))
#define JS_ToObject(...) KEPT(JS_ToObject(__VA_ARGS__))
#define JS_ToPrimitiveFree(...) KEPT(JS_ToPrimitiveFree(__VA_ARGS__))
#define JS_ToPropertyKey(...) KEPT(JS_ToPropertyKey(__VA_ARGS__))
#define JS_ValueToAtom(...) KEPT(JS_ValueToAtom(__VA_ARGS__))
#define add_property(...) KEPT(add_property(__VA_ARGS__))
#define build_arg_list(...) KEPT(build_arg_list(__VA_ARGS__))
#define build_backtrace(...) KEPT_VOID(build_backtrace(__VA_ARGS__))
#define close_lexical_var(...) KEPT_VOID(close_lexical_var(__VA_ARGS__))
#define close_var_refs(...) KEPT_VOID(close_var_refs(__VA_ARGS__))
#define free_arg_list(...) KEPT_VOID(free_arg_list(__VA_ARGS__))
#define free_var_ref(...) KEPT_VOID(free_var_ref(__VA_ARGS__))
#define get_var_ref(...) KEPT(get_var_ref(__VA_ARGS__))
#define js_add_slow(...) KEPT(js_add_slow(__VA_ARGS__))
#define js_append_enumerate(...) KEPT(js_append_enumerate(__VA_ARGS__))
#define js_binary_arith_slow(...) KEPT(js_binary_arith_slow(__VA_ARGS__))
#define js_binary_logic_slow(...) KEPT(js_binary_logic_slow(__VA_ARGS__))
#define js_build_arguments(...) KEPT(js_build_arguments(__VA_ARGS__))
#define js_build_mapped_arguments(...) KEPT(js_build_mapped_arguments(__VA_ARGS__))
#define js_create_array(...) KEPT(js_create_array(__VA_ARGS__))
#define js_dynamic_import(...) KEPT(js_dynamic_import(__VA_ARGS__))
#define js_eq_slow(...) KEPT(js_eq_slow(__VA_ARGS__))
#define js_for_in_next(...) KEPT(js_for_in_next(__VA_ARGS__))
#define js_for_in_start(...) KEPT(js_for_in_start(__VA_ARGS__))
#define js_for_of_next(...) KEPT(js_for_of_next(__VA_ARGS__))
#define js_for_of_start(...) KEPT(js_for_of_start(__VA_ARGS__))
#define js_function_apply(...) KEPT(js_function_apply(__VA_ARGS__))
#define js_get_fast_array_element(...) KEPT(js_get_fast_array_element(__VA_ARGS__))
#define js_has_unscopable(...) KEPT(js_has_unscopable(__VA_ARGS__))
#define js_import_meta(...) KEPT(js_import_meta(__VA_ARGS__))
#define js_iterator_get_value_done(...) KEPT(js_iterator_get_value_done(__VA_ARGS__))
#define js_method_set_home_object(...) KEPT_VOID(js_method_set_home_object(__VA_ARGS__))
#define js_method_set_properties(...) KEPT(js_method_set_properties(__VA_ARGS__))
#define js_new_suppressed_error(...) KEPT(js_new_suppressed_error(__VA_ARGS__))
#define js_not_slow(...) KEPT(js_not_slow(__VA_ARGS__))
#define js_op_define_class(...) KEPT(js_op_define_class(__VA_ARGS__))
#define js_op_using_check(...) KEPT(js_op_using_check(__VA_ARGS__))
#define js_operator_delete(...) KEPT(js_operator_delete(__VA_ARGS__))
#define js_operator_in(...) KEPT(js_operator_in(__VA_ARGS__))
#define js_operator_instanceof(...) KEPT(js_operator_instanceof(__VA_ARGS__))
#define js_operator_private_in(...) KEPT(js_operator_private_in(__VA_ARGS__))
#define js_operator_typeof(...) KEPT(js_operator_typeof(__VA_ARGS__))
#define js_post_inc_slow(...) KEPT(js_post_inc_slow(__VA_ARGS__))
#define js_regexp_constructor_internal(...) KEPT(js_regexp_constructor_internal(__VA_ARGS__))
#define js_relational_slow(...) KEPT(js_relational_slow(__VA_ARGS__))
#define js_same_value(...) KEPT(js_same_value(__VA_ARGS__))
#define js_shr_slow(...) KEPT(js_shr_slow(__VA_ARGS__))
#define js_strict_eq_slow(...) KEPT(js_strict_eq_slow(__VA_ARGS__))
#define js_unary_arith_slow(...) KEPT(js_unary_arith_slow(__VA_ARGS__))
#else
#undef KEPT
#undef KEPT_VOID
#undef JS_FreeValue
#undef set_value
#undef js_closure
#undef host_tick
#undef JS_AddBrand
#undef JS_AtomToString
#undef JS_AtomToValue
#undef JS_Call
#undef JS_CallConstructor2
#undef JS_CallConstructorInternal
#undef JS_CallFree
#undef JS_CallInternal
#undef JS_CheckBrand
#undef JS_CheckDefineGlobalVar
#undef JS_ConcatString
#undef JS_CopyDataProperties
#undef JS_DefineGlobalFunction
#undef JS_DefineGlobalVar
#undef JS_DefineObjectName
#undef JS_DefineObjectNameComputed
#undef JS_DefinePrivateField
#undef JS_DefineProperty
#undef JS_DefinePropertyValue
#undef JS_DefinePropertyValueValue
#undef JS_DeleteGlobalVar
#undef JS_DeleteProperty
#undef JS_EvalObject
#undef JS_FreeAtom
#undef JS_FreeValueRT
#undef JS_GetException
#undef JS_GetGlobalVar
#undef JS_GetGlobalVarRef
#undef JS_GetPrivateField
#undef JS_GetProperty
#undef JS_GetPropertyInternal
#undef JS_GetPropertyValue
#undef JS_GetPrototype
#undef JS_HasProperty
#undef JS_IteratorClose
#undef JS_NewArrayFrom
#undef JS_NewObject
#undef JS_NewObjectProto
#undef JS_NewObjectProtoClass
#undef JS_NewSymbolFromAtom
#undef JS_SetGlobalVar
#undef JS_SetPrivateField
#undef JS_SetPropertyInternal
#undef JS_SetPropertyInternal2
#undef JS_SetPropertyValue
#undef JS_SetPrototypeInternal
#undef JS_ThrowInternalError
#undef JS_ThrowReferenceError
#undef JS_ThrowReferenceErrorNotDefined
#undef JS_ThrowReferenceErrorUninitialized
#undef JS_ThrowReferenceErrorUninitialized2
#undef JS_ThrowSyntaxErrorVarRedeclaration
#undef JS_ThrowTypeError
#undef JS_ThrowTypeErrorNotAnObject
#undef JS_ThrowTypeErrorReadOnly
#undef JS_ToBoolFree
#undef JS_ToObject
#undef JS_ToPrimitiveFree
#undef JS_ToPropertyKey
#undef JS_ValueToAtom
#undef add_property
#undef build_arg_list
#undef build_backtrace
#undef close_lexical_var
#undef close_var_refs
#undef free_arg_list
#undef free_var_ref
#undef get_var_ref
#undef js_add_slow
#undef js_append_enumerate
#undef js_binary_arith_slow
#undef js_binary_logic_slow
#undef js_build_arguments
#undef js_build_mapped_arguments
#undef js_create_array
#undef js_dynamic_import
#undef js_eq_slow
#undef js_for_in_next
#undef js_for_in_start
#undef js_for_of_next
#undef js_for_of_start
#undef js_function_apply
#undef js_get_fast_array_element
#undef js_has_unscopable
#undef js_import_meta
#undef js_iterator_get_value_done
#undef js_method_set_home_object
#undef js_method_set_properties
#undef js_new_suppressed_error
#undef js_not_slow
#undef js_op_define_class
#undef js_op_using_check
#undef js_operator_delete
#undef js_operator_in
#undef js_operator_instanceof
#undef js_operator_private_in
#undef js_operator_typeof
#undef js_post_inc_slow
#undef js_regexp_constructor_internal
#undef js_relational_slow
#undef js_same_value
#undef js_shr_slow
#undef js_strict_eq_slow
#undef js_unary_arith_slow
#endif
