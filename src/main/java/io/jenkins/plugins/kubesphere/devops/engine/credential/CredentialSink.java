package io.jenkins.plugins.kubesphere.devops.engine.credential;

import java.util.Set;

/**
 * Receives the credentials for the builds of an engine. The operator is the only caller, and the credentials stay in
 * memory. A build sees each change at its next lookup. All methods return quickly. They are called on background
 * threads; one session calls them from one thread only.
 */
public interface CredentialSink {
    /** A sink that ignores all calls, for an engine that has no credentials. */
    CredentialSink NONE = new CredentialSink() {
        @Override
        public void beginLoading(Set<String> namespaces) {
            // no builds wait
        }

        @Override
        public void beginLoading(String namespace) {
            // no builds wait
        }

        @Override
        public void retainNamespaces(Set<String> namespaces) {
            // no builds wait
        }

        @Override
        public void put(CredentialName name, String project, Credential credential) {
            // no builds ask for credentials
        }

        @Override
        public void remove(CredentialName name) {
            // there is no credential
        }

        @Override
        public void markComplete(String namespace, Set<CredentialName> names) {
            // no builds wait
        }

        @Override
        public void markUnavailable(String reason) {
            // no builds ask for credentials
        }

        @Override
        public void markUnavailable(String namespace, String reason) {
            // no builds ask for credentials
        }

        @Override
        public void clear() {
            // there is no credential
        }
    };

    /**
     * Announces credentials: from now on builds that need one wait until {@link #markComplete} is called for their
     * namespace, or {@link #markUnavailable(String)}. Present credentials are removed, because they may come from
     * another cluster.
     *
     * @param namespaces the namespaces whose credentials will be put; empty for all
     */
    void beginLoading(Set<String> namespaces);

    /**
     * Announces credentials of a namespace that has become the namespace of a project: its builds wait until {@link
     * #markComplete} or {@link #markUnavailable} is called for it.
     */
    void beginLoading(String namespace);

    /**
     * Reports the namespaces of projects, when they are known. Credentials of other namespaces are removed, and builds
     * there stop waiting.
     */
    void retainNamespaces(Set<String> namespaces);

    /**
     * Adds a credential, or replaces the credential of the same name.
     *
     * @param project name of the DevOpsProject that owns the namespace
     * @throws CredentialRefusalException if the engine cannot create a credential from the value; then no credential
     *     has this name
     */
    void put(CredentialName name, String project, Credential credential);

    /** Removes a credential if it exists. */
    void remove(CredentialName name);

    /**
     * Reports that all credentials of a namespace have been put. Its credentials with other names are removed, and its
     * builds stop waiting.
     *
     * @param names empty if the namespace has no credentials, or does not belong to a project any more
     */
    void markComplete(String namespace, Set<CredentialName> names);

    /**
     * Reports that no credentials will be put until a person fixes a problem. Builds stop waiting. Credentials that
     * were put before are kept.
     *
     * @param reason the problem, for a person
     */
    void markUnavailable(String reason);

    /** Like {@link #markUnavailable(String)}, for the credentials of one namespace. */
    void markUnavailable(String namespace, String reason);

    /** Removes all credentials, because no more will be put. Builds stop waiting. */
    void clear();
}
