using EcomCenter.RunningDesk;

namespace EcomCenter.Attacks;

/// <summary>A data directory with staff accounts and keys, made by the program's own commands. Each attack gets a copy.</summary>
internal sealed class Office : IDisposable
{
    public const string Password = "seven grey donkeys", Agent = "patigul", Clerk = "aygul", Supervisor = "rustam", Admin = "erkin",
        AgentDepartment = "brand";

    private readonly string _folder = Directory.CreateTempSubdirectory("desk-attacks-office-").FullName;

    private Office(DeskBinary binary) => Binary = binary;

    public DeskBinary Binary { get; }

    /// <summary>A key for each scope, and a second one of scope <c>intake</c> as <c>otherIntake</c>.</summary>
    public Dictionary<string, string> Keys { get; } = [];

    private Dictionary<string, string> Settings => new() { ["Desk:DataDirectory"] = _folder };

    public static async Task<Office> OpenAsync(DeskBinary binary)
    {
        var office = new Office(binary);
        await office.AddStaffAsync(Clerk, "clerk");
        await office.AddStaffAsync(Agent, "agent", "--department", AgentDepartment);
        await office.AddStaffAsync(Supervisor, "supervisor");
        await office.AddStaffAsync(Admin, "admin");
        foreach (var scope in new[] { "intake", "read", "staff" })
            office.Keys[scope] = await DeskCommand.CreateKeyAsync(binary, office.Settings, scope + "-key", scope);
        office.Keys["otherIntake"] = await DeskCommand.CreateKeyAsync(binary, office.Settings, "other-key", "intake");
        return office;
    }

    public void CopyTo(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(_folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task AddStaffAsync(string user, string role, params string[] more)
    {
        var added = await DeskCommand.RunAsync(Binary, Settings, Password,
            ["staff", "add", "--user", user, "--name", $"Name of {user}", "--role", role, "--password-stdin", .. more]);
        if (added.ExitCode != 0) throw new InvalidOperationException($"staff add failed ({added.ExitCode}):\n{added.Output}{added.Error}");
    }
}
