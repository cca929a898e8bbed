import { type Engine, LOOPBACK, startEngine } from '../../scripts/engine.ts'
import { buildImage, docker, importBusybox } from './engine.ts'

/**
 * What buildx asks of the BuildKit in its container. The one behind it is that of an engine in the container's network:
 * https://docs.docker.com/reference/api/engine/version/v1.44/#tag/Session (its gRPC, by an upgrade to h2c)
 */
const BUILDCTL = `#!/bin/sh
[ "$1" = dial-stdio ] || exit 0
# What comes before the engine's answer would be lost.
answered=/tmp/answered.$$
mkfifo $answered
{ printf 'POST /grpc HTTP/1.1\\r\\nHost: engine\\r\\nUpgrade: h2c\\r\\nConnection: Upgrade\\r\\n\\r\\n'; read -r _ <$answered; cat; } |
  nc ${LOOPBACK.host} ${LOOPBACK.port} |
  { while read -r line && [ "$line" != "$(printf '\\r')" ]; do :; done; echo yes >$answered; cat; }
`

export interface ContainerBuilder {
  name: string
  /** A process in the network of its container. */
  process: number
  stop: () => Promise<void>
}

/**
 * A builder with the driver `docker-container`: buildx, its container and that container's network are real.
 * @param network of the container, e.g. `bridge` or `none`
 * @param env what its BuildKit finds in its environment, e.g. a proxy
 */
export async function startContainerBuilder(
  engine: Engine,
  network: string,
  env: Record<string, string> = {},
): Promise<ContainerBuilder> {
  const name = `gate-test-${network}`
  importBusybox(engine, 'gate-test-busybox')
  const dockerfile = [
    'FROM gate-test-busybox',
    'COPY buildctl /usr/bin/',
    'ENTRYPOINT ["/bin/sh", "-c", "exec sleep 3600"]',
  ]
  buildImage(engine, 'gate-test-buildkit', {
    Dockerfile: dockerfile.join('\n'),
    buildctl: BUILDCTL,
  })
  const options = ['image=gate-test-buildkit', `network=${network}`]
  const flags = options.flatMap(option => ['--driver-opt', option])
  docker(engine, 'buildx', 'create', '--name', name, '--driver', 'docker-container', ...flags)
  docker(engine, 'buildx', 'inspect', '--bootstrap', name)
  const container = `buildx_buildkit_${name}0`
  const process = Number(docker(engine, 'inspect', '--format', '{{.State.Pid}}', container))
  const buildkit = await startEngine({ store: 'containerd', network: { process }, env })
  return {
    name,
    process,
    async stop() {
      await buildkit.stop()
      docker(engine, 'buildx', 'rm', '--force', name)
    },
  }
}
