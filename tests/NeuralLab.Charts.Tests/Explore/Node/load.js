// The page's script as Node takes it: its parts in one scope, as lib/Web puts them together, and what a test asks for.
'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const folder = join(__dirname, '..', '..', '..', '..', 'lib', 'Web', 'explore');

module.exports = (parts, names) =>
  new Function(`'use strict';\n${parts.map(part => readFileSync(join(folder, `${part}.js`), 'utf8')).join('\n')}\nreturn { ${names.join(', ')} };`)();
