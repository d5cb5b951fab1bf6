package io.jenkins.plugins.kubesphere.devops.realjenkins;

import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import java.nio.file.Path;

/** The plugin of this repository. */
public final class OurPlugin {
    public static final String SHORT_NAME = "kubesphere-devops";

    private OurPlugin() {}

    /** The .hpi of this build; it exists after {@code mvn package}. */
    public static Path file() {
        return RepositoryRoot.root().resolve("target").resolve(SHORT_NAME + ".hpi");
    }
}
