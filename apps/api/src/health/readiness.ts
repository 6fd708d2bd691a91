/** Turns false first when the process is asked to stop, so that no new request comes while the last ones finish. */
export class Readiness {
  stopping = false;
}
