package io.jenkins.plugins.kubesphere.devops.api.template;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A gap in a step. Every part but the name may be null.
 *
 * @param name name of the gap
 * @param type how to ask for it: string, text, number, code, bool, enum, secret, hidden, or any other word
 * @param required whether a value must be given; null means no
 * @param display label shown to the user
 * @param defaultValue value if none is given
 * @param options choices of an enum, as text
 * @param condition expression that says whether to ask at all
 * @param reactions how it depends on other gaps, as text
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepParameter(
        String name,
        String type,
        Boolean required,
        String display,
        String defaultValue,
        String options,
        String condition,
        String reactions) {}
