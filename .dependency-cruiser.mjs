// Who may import whom. Every rule is one sentence of "Direction" in docs/ARCHITECTURE.md, and scripts/structure plants a
// violation of each to see it caught. Paths are relative to the checkout. `$1` is what the group in `from` matched.

const server = '^apps/server/src/'
const desktop = '^apps/desktop/src/'
const renderer = `${desktop}renderer/`
const shared = '^packages/shared/src/'
const widget = '^apps/widget/src/'

// Tests and what only they use may reach wherever a test has to; nothing else may reach them.
const tests = ['[.](test|fixture|conformance)[.]tsx?$', '/(testing|fixtures)/']
const asset = '[.](css|svg|png|woff2)'
/** Package files, wherever the package manager keeps them. */
const library = '(^|/)node_modules/'
const libraries = names => names.map(name => `(^|/)node_modules/${name}/`)

// The queue keeps its jobs in the database, and enqueues within the transaction that makes the work.
const queue = `${server}jobs/queue[.]ts$`
const speaksSql = ['[.](repo|sql)[.]ts$', `${server}db/`, queue]

/** From a source file that is no test. */
const code = (path, ...except) => ({ path, pathNot: [...tests, ...except] })

const ban = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ban(
      'no-cycles',
      'No cycles, not even of types: two files that need each other are one.',
      {},
      { circular: true },
    ),
    ban(
      'no-orphans',
      'No orphans: a file that imports nothing and that nothing imports has no reader.',
      {
        orphan: true,
        pathNot: [
          '[.]d[.]ts$',
          '[.]test[.]tsx?$',
          `${desktop}(main|preload)/index[.]ts$`,
          `${widget}widget[.]ts$`,
        ],
      },
      {},
    ),
    ban(
      'imports-resolve',
      'Every import is found: one that is not is checked by no other rule.',
      {},
      { couldNotResolve: true, pathNot: [asset, '^virtual:'] },
    ),
    ban(
      'nothing-imports-tests',
      'Tests, test support and test libraries stay out of the product.',
      { pathNot: tests },
      { path: [...tests, ...libraries(['vitest', 'fast-check', '@testing-library/[^/]+'])] },
    ),
    ban(
      'nothing-imports-main',
      'main.ts starts and stops; nothing imports it.',
      {},
      { path: [`${server}main[.]ts$`, `${server}.*/main[.]ts$`] },
    ),

    ban('shared-is-pure', 'Shared imports only zod and itself.', code(shared), {
      pathNot: [shared, ...libraries(['zod'])],
    }),
    ban(
      'shared-is-below-all',
      'Shared knows no app, in its tests neither.',
      { path: shared },
      { path: '^apps/' },
    ),

    ban(
      'features-meet-at-the-door',
      'Features reach each other only through index.ts.',
      code(`${server}features/([^/]+)/`),
      {
        path: `${server}features/`,
        pathNot: [`${server}features/$1/`, `${server}features/[^/]+/index[.]ts$`],
      },
    ),
    ban(
      'features-are-entered-by-the-door',
      'The rest of the server reaches a feature through index.ts too; the root router also through its router.',
      code(server, `${server}features/`),
      { path: `${server}features/`, pathNot: `${server}features/[^/]+/(index|[^/]+[.]router)[.]ts$` },
    ),
    ban(
      'routers-belong-to-the-root-router',
      'Routers are imported only by root-router.',
      code(server, `${server}app/root-router[.]ts$`),
      { path: `${server}.*[.]router[.]ts$` },
    ),
    ban(
      'features-look-down',
      'Features never import pipelines, app, channels or ai.',
      code(`${server}features/`),
      { path: `${server}(pipelines|app|channels|ai)/` },
    ),

    ban(
      'stages-know-only-ports-and-types',
      'Of the server, stages know only ports and types.',
      code(`${server}pipelines/[^/]+/stages/`),
      { path: server, pathNot: '[.](port|types)[.]ts$' },
    ),
    ban(
      'stages-bring-no-library',
      'Stages know only ports and types: what needs a library other than zod comes in through a port.',
      code(`${server}pipelines/[^/]+/stages/`),
      { path: library, pathNot: libraries(['zod']) },
    ),
    ban(
      'stages-have-no-node',
      'Stages know only ports and types: what needs Node comes in through a port.',
      code(`${server}pipelines/[^/]+/stages/`),
      { dependencyTypes: ['core'] },
    ),
    ban(
      'pipelines-meet-through-jobs',
      'Two pipelines meet only through a stored state and a job.',
      code(`${server}pipelines/([^/]+)/`),
      { path: `${server}pipelines/[^/]+/`, pathNot: `${server}pipelines/$1/` },
    ),

    ban(
      'adapters-know-only-their-port',
      'Adapters know only their port: of the server, nothing but ports, types and their own folder.',
      code(`${server}(channels|ai)/`),
      { path: server, pathNot: [`${server}$1/`, '[.](port|types)[.]ts$'] },
    ),
    ban(
      'channels-are-strangers',
      'Adapters know only their port: one channel knows nothing of another.',
      code(`${server}channels/([^/]+)/`),
      { path: `${server}channels/[^/]+/`, pathNot: `${server}channels/$1/` },
    ),
    ban(
      'only-compose-names-adapters',
      'Only compose, and what it has made beside it, names concrete adapters; everyone else knows ports and types.',
      code(server, `${server}app/(compose|make-)[^/]*[.]ts$`, `${server}(channels|ai)/`),
      { path: `${server}(channels|ai)/`, pathNot: '[.](port|types|routes)[.]ts$' },
    ),
    ban(
      'channel-routes-are-mounted-by-app',
      'Only compose names concrete adapters; the addresses customers call are put up by app, which knows everything.',
      code(server, `${server}app/`, `${server}channels/`),
      { path: `${server}channels/.*[.]routes[.]ts$` },
    ),
    ban(
      'registry-names-no-adapter',
      'Only compose names concrete adapters: the files over all channels are told which there are.',
      code(`${server}channels/[^/]+[.]ts$`),
      { path: `${server}channels/[^/]+/` },
    ),

    ban(
      'only-repos-speak-sql',
      "Only repos speak SQL: what turns a tenant transaction into queries is theirs, the database folder's and the queue's.",
      code(server, ...speaksSql),
      { path: [`${server}db/sql-of[.]ts$`, `${server}db/generated/`] },
    ),
    ban(
      'database-drivers-stay-below',
      'Only repos speak SQL, and they through a tenant transaction: drivers are known in the database folder and to the queue.',
      code(server, `${server}db/`, queue),
      { path: libraries(['pg', 'pg-boss', '@prisma/[^/]+', '@electric-sql/[^/]+']) },
    ),
    ban(
      'job-catalog-is-data',
      'The job catalog is ids and payload schemas, or enqueuing would import the world.',
      code(`${server}jobs/catalog/`),
      { path: server, pathNot: `${server}jobs/catalog/` },
    ),
    ban('server-knows-no-client', 'The server imports nothing of the desktop or the widget.', code(server), {
      path: ['^apps/desktop/', '^apps/widget/'],
    }),

    ban('desktop-takes-types-only', 'The desktop takes types only from the server.', code(desktop), {
      path: '^apps/server/',
      dependencyTypesNot: ['type-only'],
    }),
    ban(
      'renderer-has-no-electron',
      'The renderer is a browser: no electron, and of main and preload nothing but types.',
      code(renderer),
      {
        path: ['^electron$', ...libraries(['electron']), `${desktop}(main|preload)/`],
        dependencyTypesNot: ['type-only'],
      },
    ),
    ban('renderer-has-no-node', 'The renderer is a browser: no module of Node.', code(renderer), {
      dependencyTypes: ['core'],
    }),
    ban(
      'main-and-preload-have-no-renderer',
      'Main, preload and renderer meet only in the contracts in shared.',
      code(`${desktop}(main|preload)/`),
      { path: [renderer, `${desktop}(main|preload)/`], pathNot: `${desktop}$1/` },
    ),
    ban('ui-knows-no-feature', 'ui knows no feature.', code(`${renderer}ui/`), {
      path: `${renderer}(features|app)/`,
    }),
    ban(
      'screens-meet-at-the-door',
      "The console's features reach each other only through index.ts.",
      code(`${renderer}features/([^/]+)/`),
      {
        path: `${renderer}features/`,
        pathNot: [`${renderer}features/$1/`, `${renderer}features/[^/]+/index[.]tsx?$`],
      },
    ),
    ban(
      'widget-stands-alone',
      'The widget is small and framework-free: it imports itself, and of shared nothing but types.',
      code(widget),
      { pathNot: [widget, asset], dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^apps/server/src/db/generated/'] },
    // Types are imports too: without this, `import type` would be read as nothing.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.json'],
    },
  },
}
