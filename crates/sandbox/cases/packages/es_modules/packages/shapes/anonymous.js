export default (() => {});
