package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecStrings;

/** What people read about a folder. */
public final class FolderText {
    private FolderText() {}

    /**
     * Gives the request with texts that a folder can hold and Jenkins gives back as they are: a character that XML cannot
     * say, or that is a line end to it and to nobody else, is a space, since a project should not go without its folder for
     * that. A name has one line.
     */
    public static FolderRequest holdable(FolderRequest request) {
        return new FolderRequest(
                request.name(),
                request.owner(),
                holdable(request.displayName()).replaceAll("\\s+", " ").strip(),
                SpecStrings.plainLines(holdable(request.description())).strip(),
                request.adopt());
    }

    private static String holdable(String text) {
        StringBuilder held = new StringBuilder();
        text.codePoints()
                .map(character ->
                        SpecStrings.isXml(character) && !(character >= 0x7F && character <= 0x9F) ? character : ' ')
                .forEach(held::appendCodePoint);
        return held.toString();
    }

    /** True if both say the same: saving a form changes line ends. */
    public static boolean same(String one, String other) {
        return SpecStrings.plainLines(one)
                .strip()
                .equals(SpecStrings.plainLines(other).strip());
    }
}
