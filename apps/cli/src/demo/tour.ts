import { auditTrail } from './audit-trail.js';
import { Client } from './client.js';
import { decideClaims } from './decide-claims.js';
import { startDemoDesk } from './demo-desk.js';
import { Narrator } from './narrator.js';
import { hireStaff } from './people.js';
import { startReceiver } from './receiver.js';
import { readStory } from './story-files.js';
import { trackClaims } from './track-claims.js';

/** The whole story, over HTTP, on a desk of its own. */
export async function tour(paths: { article?: string; claims?: string }): Promise<void> {
  const story = readStory(paths.article, paths.claims);
  const narrator = new Narrator();
  narrator.title('Claimdesk: from a sentence in an article to a published, delivered, audited verdict');
  const desk = await startDemoDesk();
  const receiver = await startReceiver();
  try {
    const staff = await hireStaff(new Client(desk.address, desk.adminKey), narrator);
    const endpoint = await staff.admin.post('/webhook-endpoints', {
      url: receiver.url,
      eventTypes: ['verdict.published', 'claim.declined'],
      description: "the demo's newsroom tool",
    });
    receiver.trust(endpoint.secret as string);
    narrator.done('A newsroom tool listens: its endpoint and signing secret are set');
    const tracked = await trackClaims(story, staff, narrator);
    const published = await decideClaims(story, tracked, staff, narrator);
    narrator.chapterOn("The newsroom's tools are told, signed and in order");
    const told = await receiver.next(published > 0 ? 'verdict.published' : 'claim.declined', 15_000);
    narrator.done(
      `${told.type} arrived: ledger index ${told.index}, sequence ${told.sequence} of this endpoint, signature verified by the standardwebhooks library`,
    );
    await showAttempt(staff.admin, endpoint.id, narrator);
    await auditTrail(staff.admin, narrator);
  } finally {
    await receiver.stop();
    await desk.stop();
  }
  narrator.title('Where to look next');
  narrator.tell('npm start                      your own Claimdesk, with its address and key on the screen');
  narrator.tell('README.md                      the ten-line tour with curl');
  narrator.tell('docs/ARCHITECTURE.md           how the house is built, and where things go');
  narrator.tell('samples/                       the article, claims and sources of this demo');
  narrator.tell('npx claimdesk verify --help    what an auditor runs');
}

/** The log of what was sent, as an integrator reads it. Results are written a moment after the answer came. */
async function showAttempt(admin: Client, endpoint: string, narrator: Narrator): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const [delivery] = (await admin.get(`/webhook-endpoints/${endpoint}/deliveries?status=delivered`)).items as {
      id: string;
    }[];
    if (!delivery) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      continue;
    }
    const log = (await admin.get(`/deliveries/${delivery.id}/attempts`)).items as {
      status: number;
      timing: { totalMs: number };
    }[];
    narrator.quiet(`The attempt log: HTTP ${log[0]?.status} after ${Math.round(log[0]?.timing.totalMs ?? 0)} ms`);
    return;
  }
  throw new Error('the delivery was received, but its attempt was not logged within 5 s');
}
