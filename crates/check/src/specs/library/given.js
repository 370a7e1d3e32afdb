// What this run was given: the package's files, the spec among them, the handlers' names, and the mocks of each flow.
const { specPath, handlerNames } = given;
const files = new Map(given.files.map((file) => [file.path, file]));
const flows = new Map(fromJson(given.flows).map((flow) => [flow.name, flow]));
/** How often each statement of the handler's file ran. */
const coveredLines = new Array(given.statements).fill(0);
