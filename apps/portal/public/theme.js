// Runs before the first paint, so that a chosen theme or language does not flash in another one.
try {
  var theme = localStorage.getItem('cm-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be switched off: the theme of the system stays.
}

var known = ['en', 'de'];
var wanted = navigator.languages.map(function (tag) {
  return tag.split('-')[0];
});
try {
  wanted.unshift(localStorage.getItem('cm-language'));
} catch {
  // As above: the languages of the browser stay.
}
document.documentElement.lang =
  wanted.find(function (tag) {
    return known.includes(tag);
  }) || 'en';
