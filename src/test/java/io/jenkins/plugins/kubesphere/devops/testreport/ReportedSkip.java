package io.jenkins.plugins.kubesphere.devops.testreport;

/**
 * A test that was skipped.
 *
 * @param type simple name of its class
 * @param method name of the method; empty if the whole class was skipped
 * @param reason reason of the skip; empty if the report has none, as for a class
 */
record ReportedSkip(String type, String method, String reason) {
    @Override
    public String toString() {
        return type + (method.isEmpty() ? "" : "#" + method) + (reason.isEmpty() ? "" : ": " + reason);
    }
}
