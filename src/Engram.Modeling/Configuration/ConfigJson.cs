using System.Text.Json;
using System.Text.Json.Serialization;

namespace Engram.Modeling.Configuration;

/// <summary>Settings as JSON and back. What is written can be read; a key that no setting has is refused, so that a typing error is not a silent default.</summary>
public static class ConfigJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        WriteIndented = true,
        IndentSize = 2,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Writes settings.</summary>
    /// <param name="config">The settings; they are checked first.</param>
    /// <typeparam name="T">The record.</typeparam>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public static string Write<T>(T config)
        where T : IConfig
    {
        config.Validate();
        return JsonSerializer.Serialize(config, Options);
    }

    /// <summary>Reads settings and checks them.</summary>
    /// <param name="json">The text.</param>
    /// <typeparam name="T">The record.</typeparam>
    /// <exception cref="ConfigException">The text is not JSON, has an unknown key, lacks a required one, or a setting is out of its range.</exception>
    public static T Read<T>(string json)
        where T : IConfig
    {
        T? config;
        try
        {
            config = JsonSerializer.Deserialize<T>(json, Options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            var names = string.Join(", ", typeof(T).GetProperties().Where(p => p.CanWrite).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)));
            throw new ConfigException($"Expected the settings of {typeof(T).Name} ({names}): {e.Message}", e);
        }

        if (config is null)
            throw new ConfigException($"Expected the settings of {typeof(T).Name}, got null.");
        config.Validate();
        return config;
    }
}
