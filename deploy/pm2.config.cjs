// pm2 start deploy/pm2.config.cjs
const { join } = require('node:path');

const root = join(__dirname, '..');

module.exports = {
  apps: [
    {
      name: 'chatman',
      cwd: root,
      script: join(root, 'dist', 'apps', 'cli', 'src', 'main.js'),
      args: 'start',
      interpreter: join(root, 'node_modules', '.bin', 'node'),
      // Longer than an orderly stop takes at worst.
      kill_timeout: 90000,
      // Refused because of the configuration; starting again would not help.
      stop_exit_codes: [78],
    },
  ],
};
