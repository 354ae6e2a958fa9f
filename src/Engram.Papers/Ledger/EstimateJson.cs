using System.Text.Json;
using System.Text.Json.Serialization;
using Engram.Probes.Metrics;

namespace Engram.Papers.Ledger;

/// <summary>An estimate as mean, half-width of the 95 % interval (absent for a single repetition) and count, rounded to six decimals.</summary>
internal sealed class EstimateJson : JsonConverter<Estimate>
{
    private const int Decimals = 6;

    public override Estimate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("mean", out var mean) || !root.TryGetProperty("count", out var count))
            throw new JsonException("Expected an estimate with \"mean\" and \"count\".");
        var half = root.TryGetProperty("halfWidth95", out var width) ? width.GetDouble() : double.PositiveInfinity;
        return new(mean.GetDouble(), half, count.GetInt32());
    }

    public override void Write(Utf8JsonWriter writer, Estimate value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("mean", Math.Round(value.Mean, Decimals));
        if (double.IsFinite(value.HalfWidth))
            writer.WriteNumber("halfWidth95", Math.Round(value.HalfWidth, Decimals));
        writer.WriteNumber("count", value.Count);
        writer.WriteEndObject();
    }
}
