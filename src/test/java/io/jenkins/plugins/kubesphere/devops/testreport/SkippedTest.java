package io.jenkins.plugins.kubesphere.devops.testreport;

/**
 * A test that did not run.
 *
 * @param type simple name of its class
 * @param method empty if the class was skipped as a whole
 * @param reason what it said; empty if the report does not have it, as for a class
 */
record SkippedTest(String type, String method, String reason) {
    @Override
    public String toString() {
        return type + (method.isEmpty() ? "" : "#" + method) + (reason.isEmpty() ? "" : ": " + reason);
    }
}
