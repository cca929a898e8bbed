/** How far a build has come: its own steps, the image being made of them, or its way to a registry. */
export type PushPhase = 'building' | 'exporting' | 'pushing'

/**
 * What a line of BuildKit's plain progress tells of that; null: nothing new. Lines of the steps themselves carry a
 * time behind their number, so that no step can say this.
 * https://github.com/moby/buildkit/blob/v0.25.0/exporter/containerimage/export.go (`exporting to image`)
 * https://github.com/moby/buildkit/blob/v0.25.0/util/push/push.go (`pushing layers`)
 */
export function phaseOf(line: string): PushPhase | null {
  const [, verb] = /^#\d+ (exporting|pushing) /.exec(line) ?? []
  return verb === 'exporting' || verb === 'pushing' ? verb : null
}
