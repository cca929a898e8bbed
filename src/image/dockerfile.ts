import { type Dockerfile, DockerfileParser } from 'dockerfile-ast'

/**
 * Parses a Dockerfile in the lines that BuildKit sees: to the parser, a carriage return alone ends one too.
 * https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/parser.go (`reWhitespace`)
 */
export function parseDockerfile(text: string): Dockerfile {
  return DockerfileParser.parse(text.replace(/\r(?!\n)/g, ' '))
}
