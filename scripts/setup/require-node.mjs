// Imported before everything else, and in syntax that old versions read: ends the process when Node.js is too old.
const wanted = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  console.error(
    'Node.js ' +
      wanted.join('.') +
      ' or newer is needed; this is ' +
      process.versions.node +
      ' (' +
      process.execPath +
      ').',
  );
  process.exit(1);
}
