package io.jenkins.plugins.kubesphere.devops.api.text;

/** Makes the beginnings of longer names from the names of Kubernetes objects. */
public final class NamePrefix {
    private NamePrefix() {}

    /**
     * Returns the beginning of a name and a hyphen, to which at least one letter or digit must be added. Dots and hyphens
     * where the name is cut are left out: a part of a name must not begin or end with a hyphen.
     *
     * @param name a valid name of a Kubernetes object, or the beginning of one
     * @param maxLength of the result, with the hyphen
     */
    public static String of(String name, int maxLength) {
        return name.substring(0, Math.min(name.length(), maxLength - 1)).replaceFirst("[.-]+$", "") + "-";
    }
}
