/** The API: what a program that uses coursewright as a library may call. */
export {type BuildRequest, type BuildResult, build} from './build.js'
export {type Compiled, type CompileOptions, compile} from './compile.js'
export {
  type Code,
  type Diagnostic,
  type Facts,
  fixOf,
  hasErrors,
  messageOf,
  type Severity,
  severityOf,
} from './diagnostics/diagnostic.js'
export {defineFormat, type Format, type FormatInput, type Written} from './formats/format.js'
export {formats} from './formats/index.js'
export type {Host} from './host/host.js'
export {readTemplates} from './host/installation.js'
export {memoryHost} from './host/memory.js'
export {nodeHost} from './host/node.js'
export type {LossKind, LossLimit} from './losses.js'
export type * from './model/course.js'
export type {Container, Content, Loss, PackageFile} from './model/package.js'
export type * from './model/question.js'
export {findProfile} from './profiles/choose.js'
export {profiles} from './profiles/index.js'
export type {Claim, Effect, Profile, ProfileFormat} from './profiles/profile.js'
export {createTemplates, type Templates} from './render/templates.js'
