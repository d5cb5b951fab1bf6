package io.jenkins.plugins.kubesphere.devops.engine.mask;

import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import java.util.Optional;

/** Provides the mask for texts of a project. Called only if there is a text to mask. */
@FunctionalInterface
public interface ProjectMaskProvider {
    /**
     * Returns a mask for the credentials of a project. May wait while they are loaded.
     *
     * @param namespace the namespace of the project
     * @return empty if the credentials are not known yet, or too large to mask
     */
    Optional<SecretMask> findMask(String namespace);
}
