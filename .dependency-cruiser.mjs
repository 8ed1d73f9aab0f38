// Who may import whom. Each law names what it protects; docs/architecture.md, section 1, draws the picture.

const rooms = {
  auth: [],
  audit: [],
  rag: ['auth', 'audit'],
  chat: ['auth', 'audit', 'rag'],
  backup: ['audit'],
  retention: ['audit'],
  dsr: ['audit', 'retention'],
  health: [],
  monitoring: [],
};
const anyRoom = Object.keys(rooms).join('|');

const tests = '\\.spec\\.ts$';
const pureLibraries = '^libs/(sealing|transparency|retrieval)/';
const disk = '^(node:)?(fs|fs/promises|child_process)$';
const outsideWorld =
  '^(node:)?(fs|fs/promises|child_process|cluster|dgram|dns|http|http2|https|net|os|process|tls|worker_threads)$';
const packages = (...names) => `(^|/)node_modules/(@types/)?(${names.join('|')})(/|$)`;
const langchain = packages(
  'langchain',
  '@langchain',
  'langsmith',
  '@anthropic-ai',
  '@mistralai',
  '@aws-sdk',
  '@smithy',
  'google-auth-library',
);
const frameworks = packages('@nestjs', '@angular', '@langchain', 'typeorm', 'pg', 'pg-boss', 'express', 'winston', 'commander');

/** A room may import the rooms before it, and no other. */
const roomOrder = Object.entries(rooms).map(([room, before]) => ({
  name: `room-order-${room}`,
  comment: `The room ${room} may use ${before.join(', ') || 'no other room'}. What it needs from elsewhere, it discovers or declares as a port.`,
  severity: 'error',
  from: { path: `^apps/api/src/${room}/`, pathNot: tests },
  to: { path: `^apps/api/src/(${anyRoom})/`, pathNot: `^apps/api/src/(${[room, ...before].join('|')})/` },
}));

/** Inside the chat room, from the rows to the edge: each folder may import those before it. */
const chatLayers = [
  '(events|prompt|providers|engine|indexing|library)',
  'conversation',
  'attachments',
  'message',
  'generation',
  '(asking|copying|export|finding|importing|sharing|temporary)',
  'completions',
  'http',
];
const chatOrder = chatLayers.slice(0, -1).map((layer, index) => ({
  name: `chat-order-${layer.replace(/\W+/g, '-').replace(/^-|-$/g, '')}`,
  comment: `A conversation knows no message, a message no generation, a generation nobody who asks: ${chatLayers.join(' ← ')}.`,
  severity: 'error',
  from: { path: `^apps/api/src/chat/${layer}/`, pathNot: tests },
  to: { path: `^apps/api/src/chat/(${chatLayers.slice(index + 1).join('|')})/` },
}));

export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or hide a third. Map only the owning side of a relation.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-barrels',
      comment: 'Import the file that has the thing.',
      severity: 'error',
      from: { path: '^(apps|libs|test)/' },
      to: { path: '/index\\.ts$', pathNot: 'node_modules' },
    },
    {
      name: 'libraries-by-name',
      comment: 'Another library is reached by its name in the imports map (#platform/clock.js), not by a path into its folder.',
      severity: 'error',
      from: { path: '^(apps/[^/]+|libs/[^/]+)/', pathNot: tests },
      to: { path: '^libs/', pathNot: '^$1/', dependencyTypesNot: ['aliased-subpath-import'] },
    },
    {
      name: 'contracts-are-leaf',
      comment: 'Contracts are read by the portal, the API and outsiders: they know zod and each other.',
      severity: 'error',
      from: { path: '^libs/contracts/', pathNot: tests },
      to: { pathNot: ['^libs/contracts/', packages('zod')] },
    },
    {
      name: 'portal-sees-only-contracts',
      comment: 'What the browser loads must not reach into the server.',
      severity: 'error',
      from: { path: '^apps/portal/' },
      to: { path: '^(apps/(api|cli)|libs/(platform|sealing|transparency|retrieval)|test)/' },
    },
    {
      name: 'pure-libraries-touch-nothing',
      comment: 'Sealing, transparency and retrieval compute. Files, network and frameworks belong to those who call them.',
      severity: 'error',
      from: { path: pureLibraries, pathNot: tests },
      to: { path: [outsideWorld, frameworks, '^libs/platform/', '^apps/'] },
    },
    {
      name: 'libraries-below-rooms',
      comment: 'Libraries serve the rooms and never know them.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'rooms-meet-at-their-facade',
      comment: 'Another room is spoken to through its façade and wired through its module.',
      severity: 'error',
      from: { path: '^apps/api/src/([^/]+)/', pathNot: tests },
      to: { path: '^apps/api/src/[^/]+/', pathNot: ['^apps/api/src/$1/', '\\.(facade|module)\\.ts$'] },
    },
    {
      name: 'application-wires-modules',
      comment:
        'The application and the operator’s tool are made of modules, façades, slices of the settings and what a room adds to the HTTP server (use-….ts).',
      severity: 'error',
      from: { path: '^apps/(api/src/[^/]+\\.ts$|cli/)', pathNot: tests },
      to: { path: '^apps/api/src/[^/]+/', pathNot: ['\\.(facade|module|settings)\\.ts$', '/use-[^/]+\\.ts$'] },
    },
    {
      name: 'rules-are-pure',
      comment: 'A rule decides from values. It needs no package (but zod), no Node module, no row and no service.',
      severity: 'error',
      from: { path: '\\.rules\\.ts$' },
      to: { pathNot: ['^(apps|libs)/', packages('zod')] },
    },
    {
      name: 'rules-know-no-rows',
      comment: 'See rules-are-pure.',
      severity: 'error',
      from: { path: '\\.rules\\.ts$' },
      to: { path: '\\.(entity|repository|service|controller|facade|module)\\.ts$' },
    },
    {
      name: 'sql-in-repositories',
      comment: 'SQL and rows stay behind repositories, whose methods are named by meaning.',
      severity: 'error',
      from: {
        path: '^(apps|libs)/',
        pathNot: [
          '\\.(repository|entity)\\.ts$',
          '^libs/platform/(database|postgres|jobs|platform\\.module)',
          '^apps/api/src/[^/]+\\.ts$',
          tests,
        ],
      },
      to: { path: packages('typeorm', 'pg') },
    },
    {
      name: 'modules-list-their-rows',
      comment: 'A module tells Nest which rows its room has; nothing else needs the bridge to TypeORM.',
      severity: 'error',
      from: {
        path: '^(apps|libs)/',
        pathNot: ['\\.module\\.ts$', '^libs/platform/(database|jobs)/', '^apps/api/src/[^/]+\\.ts$', tests],
      },
      to: { path: packages('@nestjs/typeorm') },
    },
    {
      name: 'disk-and-processes-in-engines',
      comment: 'Files and processes are touched in engine folders, the platform and the tools only, where failures are handled.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['/engine/', '^libs/platform/', '^apps/cli/', tests] },
      to: { path: disk },
    },
    {
      name: 'langchain-in-one-folder',
      comment: 'LangChain stays behind the port of providers (docs/decisions/0015): it may go as it came.',
      severity: 'error',
      from: { path: '^(apps|libs|test)/', pathNot: '^apps/api/src/chat/providers/langchain/' },
      to: { path: langchain },
    },
    {
      name: 'langchain-when-asked',
      comment: 'Its packages are loaded for the first answer. An instance that answers without them does not pay for them.',
      severity: 'error',
      from: { path: '^apps/api/src/chat/providers/langchain/' },
      to: { path: langchain, dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'opentelemetry-when-asked',
      comment: 'OpenTelemetry is in one file, loaded where a collector is named (docs/decisions/0030).',
      severity: 'error',
      from: { path: '^(apps|libs|test)/', pathNot: '^libs/platform/tracing/engine/otlp-recorder\\.ts$' },
      to: { path: packages('@opentelemetry') },
    },
    {
      name: 'otlp-recorder-when-asked',
      comment: 'Its packages are loaded with it, so it is imported dynamically.',
      severity: 'error',
      from: { path: '^(apps|libs)/' },
      to: { path: '^libs/platform/tracing/engine/', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'http-at-the-edge',
      comment: 'Requests and responses stay in controllers, at the platform’s edge, and where the application is put together.',
      severity: 'error',
      from: {
        path: '^(apps|libs)/',
        pathNot: [
          '\\.controller\\.ts$',
          '^libs/platform/(http|access|metrics|tracing)/',
          '^apps/api/src/[^/]+\\.ts$',
          '^apps/api/src/auth/',
          tests,
        ],
      },
      to: { path: packages('express', 'express-session') },
    },
    {
      name: 'openai-client-in-tests',
      comment:
        'The client of OpenAI shows that what others write against their API works here; the product itself speaks to no server with it.',
      severity: 'error',
      from: { path: '^(apps|libs)/' },
      to: { path: packages('openai') },
    },
    {
      name: 'features-do-not-meet',
      comment: 'A feature of the portal is loaded alone. What two need, moves to shared/ or core/.',
      severity: 'error',
      from: { path: '^apps/portal/src/app/features/([^/]+)/' },
      to: { path: '^apps/portal/src/app/features/[^/]+/', pathNot: '^apps/portal/src/app/features/$1/' },
    },
    {
      name: 'shared-below-features',
      comment: 'Shared parts and the core serve the features; only the routes load them.',
      severity: 'error',
      from: { path: '^apps/portal/src/app/(shared|core)/' },
      to: { path: '^apps/portal/src/app/features/' },
    },
    {
      name: 'parts-do-not-fetch',
      comment: 'Requests are made in *-api files and in the core; parts show, stores decide.',
      severity: 'error',
      from: { path: '^apps/portal/src/', pathNot: ['-api\\.ts$', '^apps/portal/src/app/(core/|app\\.config\\.ts$)', tests] },
      to: { path: 'node_modules/@angular/common/(types|fesm2022)/http' },
    },
    {
      name: 'nothing-undeclared',
      comment: 'What is imported is installed, and what runs in production is a dependency, not a development tool.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-unresolved',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    ...roomOrder,
    ...chatOrder,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['chat-man-source', 'import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
