package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

import java.util.List;

/** Reads branches and files of a repository. Each method throws a {@link ProviderException} if the provider refuses. */
public interface RepositoryBrowser {
    /** A page of the branches, in the order of the provider. */
    List<Branch> branches(RepositoryName repository, Page page);

    Branch branch(RepositoryName repository, String branch);

    /**
     * The entries of a directory, at most 1,000. Submodules are left out.
     *
     * @param directory without slashes at its ends; empty for that of the repository itself
     */
    List<FileEntry> files(RepositoryName repository, String branch, String directory);

    /** A file with its content. */
    FileEntry file(RepositoryName repository, String branch, String path);
}
