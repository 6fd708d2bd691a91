// The floors of the house, one sentence a rule. docs/ARCHITECTURE.md draws them.
const pure = '^libs/(kernel|factcheck|proof|text)/';
const floors = {
  kernel: [],
  factcheck: ['kernel'],
  proof: ['kernel'],
  text: ['kernel'],
  runtime: ['kernel'],
  database: ['kernel', 'factcheck', 'runtime'],
  egress: ['kernel', 'runtime'],
  ledger: ['kernel', 'factcheck', 'proof', 'runtime', 'database'],
  jobs: ['kernel', 'runtime', 'database'],
  identity: ['kernel', 'factcheck', 'runtime', 'database', 'ledger', 'jobs'],
  desk: ['kernel', 'factcheck', 'proof', 'text', 'runtime', 'database', 'ledger', 'jobs', 'egress', 'identity'],
  webhooks: ['kernel', 'factcheck', 'runtime', 'database', 'ledger', 'jobs', 'egress'],
  outward: ['kernel', 'factcheck', 'proof', 'runtime', 'database', 'ledger', 'jobs'],
};

const floorRules = Object.entries(floors).map(([lib, below]) => ({
  name: `${lib}-stands-on-${below.join('-') || 'nothing'}`,
  comment: `libs/${lib} may use ${below.length > 0 ? below.join(', ') : 'no other lib'}; nothing beside or above it.`,
  severity: 'error',
  from: { path: `^libs/${lib}/`, pathNot: '\\.spec\\.ts$' },
  to: { path: '^(libs|apps)/', pathNot: `^libs/(${[lib, ...below].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...floorRules,
    {
      name: 'no-circle',
      comment: 'Nothing depends on itself by a detour.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'pure-libs-know-no-framework',
      comment: 'kernel, factcheck, proof and text are plain functions: only node itself and the UUID maker.',
      severity: 'error',
      from: { path: pure, pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev'], pathNot: 'node_modules/uuidv7' },
    },
    {
      name: 'only-database-knows-typeorm-and-pg',
      comment: 'SQL goes through connectionFor and the transaction; drivers stay inside libs/database.',
      severity: 'error',
      from: { pathNot: '^libs/database/|^libs/ledger/src/sequencer\\.ts$|\\.spec\\.ts$' },
      to: { path: 'node_modules/(typeorm|pg)/' },
    },
    {
      name: 'only-apps-know-http',
      comment: 'Fastify, Swagger and class-validator end at apps/.',
      severity: 'error',
      from: { path: '^libs/' },
      to: {
        path: 'node_modules/(fastify|@fastify/|@nestjs/(swagger|platform-fastify)|class-validator|class-transformer)',
      },
    },
    {
      name: 'libs-by-their-front-door',
      comment: 'Another lib is used through its index, never through a file inside.',
      severity: 'error',
      from: { path: '^(libs|apps)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/(?!index\\.ts$)', pathNot: '^libs/$2/' },
    },
    {
      name: 'verbs-never-call-verbs',
      comment: 'What two verbs share is a rule (further down) or a store method.',
      severity: 'error',
      from: {
        path: '^libs/(desk|identity)/src/.*(accept|add|assign|cast|create|decline|draft|edit|ingest|invite|link|publish|record|redeem|register|submit)-[^/]+\\.ts$',
      },
      to: {
        path: '^libs/(desk|identity)/src/.*/(accept|add|assign|cast|decline|draft|edit|ingest|invite|link|publish|record|redeem|register)-[^/]+\\.ts$',
        pathNot: '-store\\.ts$',
      },
    },
    {
      name: 'no-dev-dependency-in-the-product',
      comment: 'What runs must be installed in production.',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '\\.spec\\.ts$' },
      // Types are gone by then.
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-unlisted-package',
      comment: 'Every package that is imported stands in package.json.',
      severity: 'error',
      from: { path: '^(libs|apps)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsConfig: { fileName: 'tsconfig.depcruise.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'] },
  },
};
