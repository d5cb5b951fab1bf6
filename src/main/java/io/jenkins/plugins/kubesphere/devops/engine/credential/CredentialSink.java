package io.jenkins.plugins.kubesphere.devops.engine.credential;

import java.util.Set;

/**
 * Where an engine's builds find the credentials of their project: the operator puts them there, in memory, and nothing else does.
 * Each change holds for the next look-up. All methods return quickly and are called from background threads, changes of one
 * session from one thread.
 */
public interface CredentialSink {
    /** For an engine without credentials. */
    CredentialSink NONE = new CredentialSink() {
        @Override
        public void expect(Set<String> namespaces) {
            // nobody waits
        }

        @Override
        public void put(CredentialName name, String project, Credential credential) {
            // nobody asks
        }

        @Override
        public void remove(CredentialName name) {
            // nobody has it
        }

        @Override
        public void complete(Set<CredentialName> names) {
            // nobody waits
        }

        @Override
        public void unavailable(String why) {
            // nobody asks
        }

        @Override
        public void clear() {
            // nobody has any
        }
    };

    /**
     * Credentials are on their way: whoever needs one waits until {@link #complete} or {@link #unavailable}. What is there goes:
     * it may stem from another cluster.
     *
     * @param namespaces whose; empty for all
     */
    void expect(Set<String> namespaces);

    /**
     * Puts a credential in place of the one of that name.
     *
     * @param project name of the DevOpsProject whose the namespace is
     * @throws CredentialRefusalException if the engine cannot make one of the value; then there is none of that name
     */
    void put(CredentialName name, String project, Credential credential);

    /** Takes a credential away, if it is there. */
    void remove(CredentialName name);

    /** Everything that the cluster holds has been put: what else is there goes, and nobody waits any more. */
    void complete(Set<CredentialName> names);

    /**
     * There will be no credentials until somebody acts: nobody waits any more. What was put before stays.
     *
     * @param why for a person
     */
    void unavailable(String why);

    /** Nobody brings credentials any more: all go, and nobody waits. */
    void clear();
}
