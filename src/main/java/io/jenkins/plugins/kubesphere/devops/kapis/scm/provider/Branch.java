package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

/** A branch, in the spelling of ks-devops. */
public record Branch(String ref, String name, Commit commit) {
    static Branch of(String name, Commit commit) {
        return new Branch("refs/heads/" + name, name, commit);
    }
}
