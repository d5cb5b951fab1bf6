package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineParameterValidator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Checks the parameters of a spec and converts them to classes of Jenkins. A password that is already encrypted is
 * refused: Jenkins would decrypt it, and the author of a Pipeline could read the secrets of other people.
 */
public final class ParameterSpecConverter {
    private final SpecTextValidator validator;
    private final SecretEncryption secrets;

    public ParameterSpecConverter(SpecTextValidator validator, SecretEncryption secrets) {
        this.validator = validator;
        this.secrets = secrets;
    }

    public List<SpecParameter> convert(List<PipelineParameter> specValue) {
        PipelineParameterValidator.findProblems(specValue).stream().findFirst().ifPresent(first -> {
            throw validator.refusals().create(first.field(), first.problem());
        });
        return IntStream.range(0, specValue.size())
                .mapToObj(i -> parameter(PipelineParameterValidator.path(i), specValue.get(i)))
                .toList();
    }

    private SpecParameter parameter(String parentPath, PipelineParameter specValue) {
        String name = validator.check(parentPath + ".name", specValue.name());
        String type = ParameterDefinitionClasses.of(specValue.type());
        String value = validator.check(parentPath + ".default_value", specValue.defaultValue());
        if (type.equals(ParameterDefinitionClasses.PASSWORD)
                && secrets.decrypt(value).isPresent()) {
            throw validator
                    .refusals()
                    .create(
                            parentPath + ".default_value",
                            "is a text that Jenkins has encrypted, which a Pipeline may not use, because its builds could"
                                    + " then read the secret; give the plain text");
        }
        return new SpecParameter(
                type,
                name,
                validator.checkDisplayed(parentPath + ".description", specValue.description()),
                values(type, value));
    }

    /** Splits the options of a choice as {@code ChoiceParameterDefinition} splits the text of its form. */
    private static List<String> values(String type, String value) {
        return switch (type) {
            case ParameterDefinitionClasses.FILE -> List.of();
            case ParameterDefinitionClasses.CHOICE -> List.of(value.split("\\r?\\n"));
            case ParameterDefinitionClasses.BOOLEAN -> List.of(String.valueOf(Boolean.parseBoolean(value)));
            default -> List.of(value);
        };
    }
}
