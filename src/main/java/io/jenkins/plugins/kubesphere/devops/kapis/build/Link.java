package io.jenkins.plugins.kubesphere.devops.kapis.build;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Leads to a route of this API. Blue Ocean's own links lead to Blue Ocean, which clients of this API cannot call.
 *
 * @param href path of the route
 */
public record Link(@JsonProperty("_class") String blueOceanClass, String href) {
    private static final String CLASS = "io.jenkins.blueocean.rest.hal.Link";

    /** @param href path of the route */
    public static Link to(String href) {
        return new Link(CLASS, href);
    }
}
