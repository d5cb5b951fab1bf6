package io.jenkins.plugins.kubesphere.devops.api.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The branch, tag or pull request of a multi-branch pipeline to build.
 *
 * @param refType one of {@link ScmRefTypes}, another word, or empty or null; only the words of {@link ScmRefTypes}
 *     have an effect
 * @param refName name of the branch, tag or pull request, for example {@code feat/x}; or the name of its job in the
 *     engine, {@code feat%2Fx}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScmRef(String refType, String refName) {}
