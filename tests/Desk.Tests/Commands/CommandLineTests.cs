using System.Net;
using EcomCenter.Desk.Tests.Staff;
using EcomCenter.RunningDesk;

namespace EcomCenter.Desk.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("desk-command-").FullName;

    [Theory]
    [InlineData("stff")]
    [InlineData("staff")]
    [InlineData("serve --dmeo")]
    [InlineData("key create --name shop")]
    [InlineData("key create --name shop --scope everything")]
    [InlineData("staff add --user u --name n --role emperor --password-stdin")]
    [InlineData("staff add --user u --name n --role clerk")]
    [InlineData("backup")]
    [InlineData("backup --to ")]
    [InlineData("restore --from ")]
    [InlineData("erase")]
    public async Task Wrong_usage_is_reported_in_one_line_with_exit_code_2(string words)
    {
        var result = await DeskProgram.RunAsync(_directory, words.Split(' '));
        Assert.Equal(2, result.Code);
        Assert.NotEmpty(result.SingleErrorLine);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory));
    }

    [Fact]
    public async Task The_version_is_printed_with_the_name_of_the_program()
    {
        var result = await DeskProgram.RunAsync(_directory, "--version");
        result.AssertSuccess();
        Assert.Matches(@"^EcomCenter\.Desk \d+\.\d+\.\d+$", result.Out.Trim());
        Assert.Contains($"## [{result.Out.Trim().Split(' ')[1]}]",
            await File.ReadAllTextAsync(Path.Combine(DeskBinary.FindRepository(), "CHANGELOG.md")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Promise:Response=00:00:00", "Promise:Response")]
    [InlineData("--Promise:Response=soon", "Promise:Response")]
    [InlineData("--Desk:Database=oracle", "Desk:Database")]
    [InlineData("--Desk:Database=postgres", "ConnectionStrings:Postgres")]
    [InlineData("--Clock:MaxDeviation=00:00:01", "Clock:MaxDeviation")]
    [InlineData("--Clock:MaxAbsence=soon", "Clock:MaxAbsence")]
    [InlineData("--Erasure:MaxPerDay=0", "Erasure:MaxPerDay")]
    [InlineData("--Desk:TimeZone=Mars", "Desk:TimeZone")]
    [InlineData("--Desk:PublicUrl=here", "Desk:PublicUrl")]
    [InlineData("--Desk:PublicUrl=ftp://desk.example", "Desk:PublicUrl")]
    [InlineData("--Desk:PublicUrl=https://desk.example/?q", "Desk:PublicUrl")]
    [InlineData("--Backup:Keep=0", "Backup:Keep")]
    [InlineData("--Backup:At=late", "Backup:At")]
    [InlineData("--Backup:SecondFolder=/mnt/second", "Backup:SecondFolder")]
    [InlineData("--Backup:Folder=/proc/version", "Backup:Folder")]
    [InlineData("--Promise:Rules:0:Kind=praises", "Promise:Rules:0:Kind")]
    [InlineData("--Promise:Rules:0:ServiceItem=rihgts", "Promise:Rules:0:ServiceItem")]
    [InlineData("--Promise:Rules:0:Response=abc", "Promise:Rules:0:Response")]
    [InlineData("--Promise:Rules:complaint=1.00:00:00", "Promise:Rules:complaint")]
    [InlineData("--Promise:Rules:0:WorkingTime=perhaps", "Promise:Rules:0:WorkingTime")]
    [InlineData("--Promise:Rules:0:WorkTime=true", "Promise:Rules:0:WorkTime")]
    [InlineData("--Promise:Response=3650.00:00:00", "Promise:Response")]
    [InlineData("--urls=nowhere", "Urls")]
    [InlineData("--urls=http://256.1.1.1:5309", "Urls")]
    [InlineData("--urls=http://myhost:5309", "Urls")]
    [InlineData("--urls=http://127.0.0.1:99999", "Urls")]
    [InlineData("--Desk:DataDirectory=/proc/nowhere", "Desk:DataDirectory")]
    public async Task A_wrong_setting_stops_the_desk_with_one_line_that_names_it(string setting, string key)
    {
        var directory = setting.StartsWith("--Desk:Data", StringComparison.Ordinal) ? setting.Split('=')[1] : _directory;
        var result = await DeskProgram.RunAsync(directory, "serve", setting);
        Assert.Equal(1, result.Code);
        Assert.Contains(key, result.SingleErrorLine, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invalid_accounts_and_duplicate_keys_are_refused_with_exit_code_1()
    {
        var faults = await DeskProgram.RunWithInputAsync(_directory, "short", "staff", "add", "--user", "me", "--name", "N", "--role",
            "clerk",
            "--department", "moon", "--password-stdin");
        Assert.Equal(1, faults.Code);
        Assert.All(["user:", "department:", "password:"],
            field => Assert.Contains(field, faults.SingleErrorLine, StringComparison.Ordinal));
        (await DeskProgram.RunAsync(_directory, "key", "create", "--name", "shop", "--scope", "read")).AssertSuccess();
        var twice = await DeskProgram.RunAsync(_directory, "key", "create", "--name", "shop", "--scope", "read");
        Assert.Equal((1, ""), (twice.Code, twice.Out));
    }

    [Fact]
    public async Task New_keys_and_accounts_work_at_once_and_revoked_ones_stop_within_a_second()
    {
        var (desk, address) = await DeskProgram.ServeAsync(_directory);
        await using var _ = desk;
        var key = (await DeskProgram.RunAsync(_directory, "key", "create", "--name", "shop", "--scope", "staff")).LastLine;
        Assert.Equal(HttpStatusCode.OK, await NegotiateAsync(address, key));
        await AddAccountAsync("clerk");
        using var visitor = new CookieBrowser(address);
        Assert.Equal(HttpStatusCode.Found, (await visitor.SignInAsync("clerk", StaffTestExtensions.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/desk")).StatusCode);

        await AssertRevokedAsync(["staff", "deactivate", "--user", "clerk"],
            async () => (await visitor.GetAsync("/desk")).StatusCode is HttpStatusCode.Found);
        await AssertRevokedAsync(["key", "revoke", "--name", "shop"],
            async () => await NegotiateAsync(address, key) is HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_first_start_prints_a_link_that_creates_the_first_administrator()
    {
        var (desk, address) = await DeskProgram.ServeAsync(_directory);
        await using (desk)
        {
            await Eventually.TrueAsync(() => desk.Out.Contains("/first-admin/", StringComparison.Ordinal));
            var notice = desk.Out.IndexOf("no account", StringComparison.Ordinal);
            var start = desk.Out.IndexOf(address.ToString(), notice, StringComparison.Ordinal);
            var link = new Uri(desk.Out[start..].Split('\n')[0]);
            using var visitor = new CookieBrowser(address);
            using var made = await visitor.FillInAsync(link.AbsolutePath, null, ("username", "boss"), ("name", "古丽"),
                ("password", "a long sentence"));
            Assert.Equal(HttpStatusCode.Found, made.StatusCode);
            Assert.Equal(0, (await desk.StopAsync()).Code);
        }

        var (again, _) = await DeskProgram.ServeAsync(_directory);
        await using var second = again;
        var result = await again.StopAsync();
        Assert.DoesNotContain("/first-admin/", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Centre:Phone", "--Centre:Phone=")]
    [InlineData(null, "--Centre:Phone=0903-1234567")]
    [InlineData(null, "--demo")]
    public async Task A_start_warns_in_one_line_if_the_centre_has_no_phone(string? said, string word)
    {
        var (desk, _) = await DeskProgram.ServeAsync(_directory, word);
        await using var running = desk;
        var result = await desk.StopAsync();
        if (said is null) Assert.Empty(result.Error);
        else Assert.Contains(said, result.SingleErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_refuses_addresses_that_others_can_reach()
    {
        foreach (var address in new[] { "http://0.0.0.0:0", "http://*:0", "http://192.0.2.1:0", "http://127.0.0.1:0;http://[::]:0" })
        {
            var result = await DeskProgram.RunAsync(_directory, "serve", "--demo", "--urls", address);
            Assert.Equal(1, result.Code);
            Assert.Contains("loopback", result.SingleErrorLine, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory));
    }

    [Fact]
    public async Task A_demo_uses_its_own_directory_and_removes_it()
    {
        var (desk, _) = await DeskProgram.ServeAsync(_directory, "--demo");
        await using var demo = desk;
        Assert.StartsWith("demo-", Path.GetFileName(Assert.Single(Directory.EnumerateFileSystemEntries(_directory))),
            StringComparison.Ordinal);
        Assert.Equal(0, (await desk.StopAsync()).Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory));
    }

    [Fact]
    public async Task No_setting_turns_a_real_desk_into_a_demo()
    {
        var (desk, _) = await DeskProgram.ServeAsync(_directory, "--Desk:Demo=true");
        await using var real = desk;
        await Eventually.TrueAsync(() => desk.Out.Contains("/first-admin/", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(_directory, "desk.db")));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task AddAccountAsync(string user) => (await DeskProgram.RunWithInputAsync(
        _directory, StaffTestExtensions.Password, "staff", "add", "--user", user, "--name", "阿依努尔", "--role", "clerk", "--department",
        "frontDesk", "--password-stdin")).AssertSuccess();

    private async Task AssertRevokedAsync(string[] words, Func<Task<bool>> isOut)
    {
        var result = await DeskProgram.RunAsync(_directory, words);
        Assert.Equal((0, ""), (result.Code, result.Error));
        // Access must end within a second, so it is tried exactly once after that second.
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.True(await isOut());
    }

    private static async Task<HttpStatusCode> NegotiateAsync(Uri address, string key)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var answer = await client.PostAsync(new Uri("/hubs/board/negotiate?negotiateVersion=1", UriKind.Relative), null,
            TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
