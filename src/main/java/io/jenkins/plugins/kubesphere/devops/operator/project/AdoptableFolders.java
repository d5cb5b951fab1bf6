package io.jenkins.plugins.kubesphere.devops.operator.project;

import java.util.Set;

/**
 * The folders that existed before their project and that the project may take over. An administrator of Jenkins lists
 * them: the annotation of a project cannot be enough, because whoever creates projects could take the folder of a team,
 * with its credentials.
 *
 * @param names names of folders at the top of Jenkins; {@value #ALL} for all
 */
public record AdoptableFolders(Set<String> names) {
    public static final String ALL = "*";

    public AdoptableFolders {
        names = Set.copyOf(names);
    }

    boolean contains(String folder) {
        return names.contains(ALL) || names.contains(folder);
    }
}
