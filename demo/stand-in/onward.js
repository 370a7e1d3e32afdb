// Takes the browser onward at once; without JavaScript, the button does.
document.getElementById("onward").submit();
