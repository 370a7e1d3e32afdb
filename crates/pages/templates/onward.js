// A field named `submit` would hide the method of the form itself.
HTMLFormElement.prototype.submit.call(document.getElementById("onward"));
