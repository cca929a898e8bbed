/** Above this, a file that is written twice is worth a word, whatever it is called. */
const mostBookkeeping = 1_000_000

/**
 * Files that every run of a package manager writes anew, known by their names: nobody can write them only once.
 * @param size in bytes
 */
export function isBookkeeping(path: string, size: number): boolean {
  if (lockFile.test(path)) return true
  if (size > mostBookkeeping) return false
  return files.has(path) || directories.some(root => path.startsWith(root))
}

// --- internal ---

/** An install writes it again, and the next one needs it. */
const lockFile =
  /(?:^|\/)(?:(?:package-lock|npm-shrinkwrap)\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|composer\.lock|Gemfile\.lock|poetry\.lock|uv\.lock|Pipfile\.lock|Cargo\.lock|go\.sum|packages\.lock\.json)$/

const files = new Set([
  ...['passwd', 'group', 'shadow', 'gshadow', 'subuid', 'subgid'].flatMap(name => [
    `etc/${name}`,
    `etc/${name}-`,
  ]),
  'etc/ld.so.cache',
  'etc/mailcap',
  'etc/shells',
  'etc/apk/world',
  'etc/ssl/certs/ca-certificates.crt',
  'etc/ssl/certs/java/cacerts',
  'var/lib/apt/extended_states',
  'var/log/alternatives.log',
  'var/log/bootstrap.log',
  'var/log/dpkg.log',
  'var/log/apt/eipp.log.xz',
  'var/log/apt/history.log',
  'var/log/apt/term.log',
  'var/log/apk.log',
  'var/log/dnf.log',
  'var/log/dnf.librepo.log',
  'var/log/dnf.rpm.log',
  'var/log/dnf5.log',
  'var/log/hawkey.log',
  'var/log/yum.log',
  'var/log/zypper.log',
  'var/log/faillog',
  'var/log/lastlog',
  'usr/share/info/dir',
])

const directories = [
  'etc/pki/ca-trust/extracted/',
  'var/lib/dpkg/',
  'var/cache/debconf/',
  'var/cache/ldconfig/',
  'var/log/zypp/',
  'lib/apk/db/',
  'usr/lib/apk/db/',
  'var/lib/rpm/',
  'usr/lib/sysimage/rpm/',
  'var/lib/dnf/',
  'usr/lib/sysimage/libdnf5/',
]
