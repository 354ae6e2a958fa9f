using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Engram.Notebooks.Cells.Packages;

/// <summary>
/// Restores packages through the SDK's own <c>dotnet restore</c>, so that the user's sources, credentials and proxies hold. The
/// result is kept by the list of packages: the same list costs nothing the second time.
/// </summary>
internal static class PackageRestore
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>How long a restore may take: <c>ENGRAM_RESTORE_SECONDS</c>, or 180.</summary>
    private static TimeSpan Limit =>
        TimeSpan.FromSeconds(double.TryParse(Environment.GetEnvironmentVariable("ENGRAM_RESTORE_SECONDS"), out var seconds) && seconds > 0 ? seconds : 180);

    /// <summary>Restores packages and everything they depend on.</summary>
    /// <exception cref="InvalidOperationException">The restore fails or takes too long.</exception>
    public static RestoredFiles Run(IReadOnlyList<PackageRequest> requests, IReadOnlyList<string> sources, IOutput output, CancellationToken cancellation)
    {
        var project = Project(requests, sources);
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project)))[..16];
        var folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "engram", "packages", key);
        var assets = Path.Combine(folder, "obj", "project.assets.json");
        if (!File.Exists(assets) || Missing(assets))
            Restore(folder, project, requests[^1], output, cancellation);
        return Files(assets);
    }

    private static string Project(IReadOnlyList<PackageRequest> requests, IReadOnlyList<string> sources)
    {
        var references = string.Concat(requests.OrderBy(r => r.Name, StringComparer.OrdinalIgnoreCase)
            .Select(r => $"    <PackageReference Include=\"{r.Name}\" Version=\"{SecurityElement.Escape(r.Version)}\" />\n"));
        var extra = sources.Count == 0 ? "" : $"    <RestoreAdditionalProjectSources>{string.Join(';', sources.Select(SecurityElement.Escape))}</RestoreAdditionalProjectSources>\n";
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
                <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
                <SelfContained>false</SelfContained>
                <NuGetAudit>false</NuGetAudit>
                <ImportDirectoryBuildProps>false</ImportDirectoryBuildProps>
                <ImportDirectoryPackagesProps>false</ImportDirectoryPackagesProps>
            {extra}  </PropertyGroup>
              <ItemGroup>
            {references}  </ItemGroup>
            </Project>
            """;
    }

    private static void Restore(string folder, string project, PackageRequest newest, IOutput output, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "packages.csproj");
        File.WriteAllText(file, project);
        var label = newest.Version == "*" ? newest.Name : $"{newest.Name} {newest.Version}";
        var shown = NotebookFunctions.display($"restoring {label} …");
        using var process = Process.Start(new ProcessStartInfo(Dotnet(), ["restore", file, "--nologo", "-v", "quiet"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder,
            Environment = { ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_NOLOGO"] = "1", ["MSBUILDDISABLENODEREUSE"] = "1" },
        }) ?? throw new InvalidOperationException("`dotnet restore` did not start. Packages need the .NET SDK on PATH.");
        process.StandardInput.Close(); // a source that asks for a password must fail, not wait
        var messages = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var clock = Stopwatch.StartNew();
        while (!process.WaitForExit(Tick))
        {
            if (cancellation.IsCancellationRequested || clock.Elapsed > Limit)
            {
                process.Kill(entireProcessTree: true);
                cancellation.ThrowIfCancellationRequested();
                throw new InvalidOperationException($"Restoring {label} took longer than {Limit.TotalSeconds:0} s and was ended. Check the network and the package sources, or set ENGRAM_RESTORE_SECONDS.");
            }

            shown.Update($"restoring {label} … {clock.Elapsed.TotalSeconds:0} s");
        }

        if (process.ExitCode != 0)
        {
            File.Delete(Path.Combine(folder, "obj", "project.assets.json"));
            var reasons = (messages.Result + errors.Result).Split('\n').Where(l => l.Contains("error", StringComparison.OrdinalIgnoreCase))
                .Select(l => l[(l.IndexOf("error", StringComparison.OrdinalIgnoreCase))..].Replace($"[{file}]", "", StringComparison.Ordinal).Trim()).Distinct().Take(3);
            throw new InvalidOperationException($"{label} could not be restored: {string.Join("; ", reasons)}");
        }

        shown.Update($"restored {label}");
    }

    // somebody may have emptied the package folder since
    private static bool Missing(string assets) => Files(assets).Managed.Any(f => !File.Exists(f));

    private static RestoredFiles Files(string assets)
    {
        var root = JsonNode.Parse(File.ReadAllText(assets))!;
        var folders = root["packageFolders"]!.AsObject().Select(f => f.Key).ToArray();
        var target = root["targets"]!.AsObject().Last(t => t.Key.Contains('/', StringComparison.Ordinal)).Value!.AsObject();
        var (managed, native) = (new List<string>(), new List<string>());
        foreach (var (library, files) in target)
        {
            if (files!["type"]?.ToString() != "package")
                continue;
            var path = root["libraries"]![library]!["path"]!.ToString();
            managed.AddRange(Find(files["runtime"], path));
            native.AddRange(Find(files["native"], path));
        }

        return new(managed, native);

        IEnumerable<string> Find(JsonNode? group, string path) => (group?.AsObject() ?? []).Select(f => f.Key).Where(f => !f.EndsWith("_._", StringComparison.Ordinal))
            .Select(f => folders.Select(root => Path.Combine(root, path, f)).FirstOrDefault(File.Exists) ?? Path.Combine(folders[0], path, f));
    }

    private static string Dotnet() =>
        Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";
}
