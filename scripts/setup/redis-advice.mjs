import { SetupError } from './failure.mjs';
import { onPath } from './on-path.mjs';

/** First of these that is on PATH names the command. */
const commands = [
  ['brew', 'brew install valkey'],
  ['apk', 'apk add valkey'],
  ['dnf', 'sudo dnf install valkey'],
  ['pacman', 'sudo pacman -S valkey'],
  ['zypper', 'sudo zypper install redis7'],
  ['apt-get', 'sudo apt-get install --no-install-recommends redis-tools'],
];

/** The sentence for a machine on which no server could be found or got; `tooOld` names one that would not do. */
export function noServer(tooOld) {
  const reason =
    tooOld === null ? 'A Redis server is needed and there is none here.' : `Redis 7.0 or newer is needed; ${tooOld}.`;
  const sentences = [reason, ...adviceFor(process.platform), 'Or set REDIS_URL to a running server (7.0 or newer).'];
  return new SetupError(sentences.join('\n'));
}

function adviceFor(platform) {
  if (platform === 'win32') return ['On Windows, run this inside WSL: wsl --install'];
  const found = commands.find(([program]) => onPath([program]).length > 0);
  if (found !== undefined) return [`Install one and start again: ${found[1]}`];
  if (platform === 'darwin') return ['Install Homebrew (brew.sh), then: brew install valkey'];
  return ['Install redis or valkey with the package manager of this system and start again.'];
}
