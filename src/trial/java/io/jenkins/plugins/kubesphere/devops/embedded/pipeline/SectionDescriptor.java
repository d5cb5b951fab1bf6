package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import java.util.List;

/**
 * A section of declarative Pipeline that the embedded engine supports. The page docs/embedded-engine.md is generated
 * from all sections.
 *
 * @param name the section, as in a Jenkinsfile
 * @param blocks the blocks that may have the section: {@code pipeline}, {@code stage}
 * @param description short text for the page, in Markdown
 */
public record SectionDescriptor(String name, List<String> blocks, String description) {

    /** @param blocks names, separated by spaces */
    static SectionDescriptor of(String name, String blocks, String description) {
        return new SectionDescriptor(name, List.of(blocks.split(" ")), description);
    }

    boolean isAllowedIn(String block) {
        return blocks.contains(block);
    }
}
