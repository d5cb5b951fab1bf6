package io.jenkins.plugins.kubesphere.devops.api.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What to build of a multi-branch pipeline.
 *
 * @param refType one of {@link RefTypes}, or any other word, or empty; for display only
 * @param refName name of the branch's job in the engine, that is the encoded branch name, {@code feat%2Fx}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScmRef(String refType, String refName) {}
