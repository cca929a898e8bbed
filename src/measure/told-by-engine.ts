import type { Engine } from '../docker/engine.ts'
import type { Digest } from '../oci/image-spec.ts'
import type { Told } from '../registry/manifests.ts'

/**
 * What an engine pushed: of the two stores, one calls an image by its config, the other one by its manifest or index.
 * @param id of the image
 * @param pushed what the engine says that it pushed: less than the image where it lacks platforms of it
 */
export function toldByEngine(store: Engine['store'], id: Digest, pushed: Digest | null): Told {
  return store === 'classic'
    ? { digest: pushed, configDigest: id }
    : { digest: pushed ?? id, configDigest: null }
}
