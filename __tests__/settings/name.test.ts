import { expect, test } from '@jest/globals'
import { nameOfBuild, nameOfReference } from '../../src/settings/name.ts'

test.each([
  ['.', null, null, 'shop'],
  ['./', 'Dockerfile', null, 'shop'],
  ['services/api', null, null, 'api'],
  ['./services/api/', 'services/api/Dockerfile', null, 'api'],
  ['services/api', 'docker/Dockerfile', null, 'api'],
  ['.', 'services/api/Dockerfile', null, 'api'],
  ['.', './Dockerfile.worker', null, 'shop-worker'],
  ['.', 'worker.Dockerfile', null, 'shop-worker'],
  ['.', 'services/api/Dockerfile.alpine', 'prod', 'api-alpine-prod'],
  ['.', 'Containerfile', null, 'shop'],
  ['.', 'image.txt', null, 'shop-image.txt'],
  ['.', null, 'prod', 'shop-prod'],
  ['..', null, null, 'shop'],
  ['https://github.com/acme/web.git', null, null, 'web'],
  ['https://github.com/acme/web.git#main:services/api', null, null, 'api'],
])('the build of %j, file %j, target %j is named %s', (context, file, target, name) => {
  expect(nameOfBuild({ context, file, target }, 'shop')).toBe(name)
})

test.each([
  ['docker', 'ghcr.io/acme/api:1.2', 'api'],
  ['docker', 'localhost:5000/api', 'api'],
  ['docker', 'debian', 'debian'],
  ['docker', `ghcr.io/acme/api:1@sha256:${'0'.repeat(64)}`, 'api'],
  ['docker-daemon', 'acme/api:latest', 'api'],
  ['oci', 'build/layout', 'layout'],
  ['oci', 'build/layout:v1', 'layout'],
  ['oci-archive', '/tmp/api.tar', 'api'],
  ['docker-archive', 'out/api.tar.gz', 'api'],
] as const)('the image %s:%s is named %s', (transport, value, name) => {
  expect(nameOfReference({ transport, value })).toBe(name)
})
