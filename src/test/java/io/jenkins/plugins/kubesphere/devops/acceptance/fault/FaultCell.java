package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

/**
 * A cell of the matrix.
 *
 * @param seed the seed that has chosen the cell
 */
record FaultCell(RunState state, Fault fault, long seed) {
    /** A name for Kubernetes objects. */
    String objectName() {
        return (state + "-" + fault).toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return state + " x " + fault + ", -Dfault.seed=" + seed;
    }
}
