/**
 * A build's arguments without the values of its build-args, which every user of the machine could read in the process
 * list: `--build-arg NAME` takes the value from the environment. A name that means something to whoever is started, or
 * that the environment has with another value, stays as it is.
 * https://docs.docker.com/reference/cli/docker/buildx/build/#build-arg
 */
export function hideBuildArgs(
  args: string[],
  env: Record<string, string | undefined>,
): { args: string[]; env: Record<string, string> } {
  const end = args.includes('--') ? args.indexOf('--') : args.length
  const hidden: Record<string, string> = {}
  const told = args.map((argument, index) => {
    const [, name = '', value = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(argument) ?? []
    const isValue = index < end && args[index - 1] === '--build-arg' && name !== ''
    if (!isValue || MEANINGFUL.test(name) || (env[name] ?? value) !== value) return argument
    // The last one of a name counts, as it does for buildx.
    hidden[name] = value
    return name
  })
  return { args: told, env: hidden }
}

// --- internal ---

/** To buildx, the libraries it is made of, Go, git, ssh, or the loader of programs. */
const MEANINGFUL =
  /^(?:PATH|HOME|USER|PWD|SHELL|TERM|LANG|TZ|TMPDIR|KUBECONFIG|EXPERIMENTAL|NO_COLOR|.*_PROXY|GO(?:DEBUG|MAXPROCS|GC|MEMLIMIT|TRACEBACK)|(?:LC|LD|DYLD|XDG|DOCKER|BUILDX|BUILDKIT|COMPOSE|OTEL|GIT|SSH|SSL|ACTIONS|SOURCE_DATE)_.*)$/i
