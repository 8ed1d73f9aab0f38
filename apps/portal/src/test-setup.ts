// Texts of the portal are tagged with `$localize`, which main.ts brings in the browser.
import '@angular/localize/init';
