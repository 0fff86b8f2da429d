/**
 * The fault suite: real nodes, a real Redis and scripted visitors, with everything going wrong that
 * may, and a checker that decides from the visitors' own records what was kept.
 *
 * <p>It knows Passerby by its protocol alone. Here and in {@code load-tests} the same harness runs:
 * {@link chat.passerby.fault.FaultRun} for a seeded mixture, the scenarios for one fault each.
 */
package chat.passerby.fault;
