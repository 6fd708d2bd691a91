import { AddCapture } from './add-capture.js';
import { AddCitation } from './add-citation.js';
import { AnswerEnquiry } from './answer-enquiry.js';
import { CaptureContents } from './capture-contents.js';
import { CaptureStore } from './capture-store.js';
import { CitationChanges } from './citation-changes.js';
import { CitationStore } from './citation-store.js';
import { ConfidentialStore } from './confidential-store.js';
import { EditCitation } from './edit-citation.js';
import { EditSource } from './edit-source.js';
import { EnquiryStore } from './enquiry-store.js';
import { FinishCapture } from './finish-capture.js';
import { KeepConfidential } from './keep-confidential.js';
import { MergeSource } from './merge-source.js';
import { ReadConfidential } from './read-confidential.js';
import { RecordEnquiry } from './record-enquiry.js';
import { RegisterSource } from './register-source.js';
import { RemoveCitation } from './remove-citation.js';
import { RequestCapture } from './request-capture.js';
import { SourceChanges } from './source-changes.js';
import { SourceStore } from './source-store.js';
import { UnmergeSource } from './unmerge-source.js';
import type { RoomProviders } from '../room-providers.js';

/** Sources, citations, captures, enquiries, and what is confidential. */
export const evidence: RoomProviders = {
  verbs: [
    RegisterSource,
    EditSource,
    MergeSource,
    UnmergeSource,
    AddCitation,
    EditCitation,
    RemoveCitation,
    AddCapture,
    RequestCapture,
    FinishCapture,
    RecordEnquiry,
    AnswerEnquiry,
    KeepConfidential,
    ReadConfidential,
  ],
  reads: [SourceStore, CitationChanges, CaptureStore, EnquiryStore, ConfidentialStore],
  inside: [CitationStore, SourceChanges, CaptureContents],
};
