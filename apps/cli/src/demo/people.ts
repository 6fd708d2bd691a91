import type { Client } from './client.js';
import type { Narrator } from './narrator.js';

export interface Person {
  readonly name: string;
  readonly id: string;
  readonly at: Client;
}

export interface Staff {
  readonly admin: Client;
  readonly researcher: Person;
  readonly reviewer: Person;
  readonly editor: Person;
}

/** Three people, each with a key that only they ever saw. */
export async function hireStaff(admin: Client, narrator: Narrator): Promise<Staff> {
  narrator.chapterOn('A newsroom, and people with keys of their own');
  narrator.tell(
    "An administrator invites members. Each exchanges a one-time invitation for a key: nobody can act in another's name, so four eyes are four eyes.",
  );
  const hire = async (name: string, ...roles: string[]): Promise<Person> => {
    const member = await admin.post('/members', { name, roles });
    const { key } = await admin.post('/invitations/redeem', { invitation: member.invitation });
    narrator.done(`${name}, ${roles.join(' and ')}`);
    return { name, id: member.id, at: admin.as(key as string) };
  };
  return {
    admin,
    researcher: await hire('Rosa Researcher', 'researcher', 'reviewer'),
    reviewer: await hire('Ravi Reviewer', 'reviewer'),
    editor: await hire('Edna Editor', 'editor'),
  };
}
