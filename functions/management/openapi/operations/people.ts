import { personQuery } from '../../people';
import type { Operation } from '../operation';
import { erasureProgress, heldOnPerson } from '../views/people';

/** `/people/{userId}`. */
export const peopleOperations: readonly Operation[] = [
  {
    id: 'exportPerson',
    method: 'GET',
    path: '/people/{userId}',
    tag: 'people',
    summary: 'Everything that is held on one person',
    description:
      'Every row that says something about the person, also as an administrator, with the columns that docs/privacy.md lists; ids of other people are left out. Follow `continuation` until there is none. Each request is in the audit trail. It works in an organization of any status.',
    roles: ['Mam.Admin'],
    query: personQuery,
    replies: { 200: { description: 'A part of it.', schema: heldOnPerson } },
    refusals: ['page.continuation-invalid'],
    examples: { first: { summary: 'The first part', status: 200, isLong: true } },
  },
  {
    id: 'erasePerson',
    method: 'DELETE',
    path: '/people/{userId}',
    tag: 'people',
    summary: 'Erases what is held on one person',
    description:
      'Deletes the rows of the person and of the PCs that the person had, and puts a random pseudonym in the place of the id where something must stay: in the audit trail, in proofs of wipes, at policy revisions and at what the person asked of other PCs. Repeat it as long as the answer is 202; it goes on, also after it failed. Refused while a PC of the person is enrolled and comes by, and while Entra has yet to be told that one has left. It works in an organization of any status.',
    roles: ['Mam.Admin'],
    replies: {
      200: { description: 'Nothing is held on the person any more.', schema: erasureProgress },
      202: { description: 'There is more: repeat it.', schema: erasureProgress },
    },
    refusals: ['person.self', 'person.enrolled', 'person.enrolling', 'person.directory'],
    examples: {
      left: { summary: 'Somebody has left', status: 200 },
      enrolled: { summary: 'Whose PC is still enrolled', status: 409 },
    },
  },
];
