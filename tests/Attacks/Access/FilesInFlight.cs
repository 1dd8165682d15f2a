using System.Text;

namespace EcomCenter.Attacks.Access;

/// <summary>Looks for files of other residents while they are being uploaded.</summary>
internal sealed class FilesInFlight : Attack
{
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE0, .. Encoding.UTF8.GetBytes("in flight")];

    public override string Title => "Ids of files can't be guessed from others, also not of files that are being uploaded";

    public override async Task RunAsync(AttackRun run)
    {
        var desk = await run.StartDeskAsync();
        var program = run.VisitWithKey(desk, "intake");
        var (resident, attacker) = (run.Visit(desk), run.Visit(desk, "127.0.0.2"));
        await attacker.SayAsync("我也有事");
        var token = await resident.ReadChatTokenAsync();
        await using var upload = await HangingPost.BeginAsync(desk.Address, "/chat", resident, Photo, (Visitor.TokenField, token));
        var ids = new List<long>();
        for (var i = 0; i < 8; i++) ids.Add((await program.UploadAsync("photo.jpg", Photo)).Json.GetProperty("id").ToInt64());
        var gaps = ids.Zip(ids.Skip(1), (one, next) => next - one).ToList();
        run.Expect(gaps.TrueForAll(gap => Math.Abs(gap) > 1000), $"ids are close to each other: {string.Join(", ", ids)}");
        run.Expect(gaps.Distinct().Count() == gaps.Count, $"ids are at regular distances: {string.Join(", ", ids)}");
        foreach (var near in ids.SelectMany(id => new[] { id - 2, id - 1, id, id + 1, id + 2 }).Append(1).Append(2))
            run.ExpectStatus(await attacker.GetAsync($"/chat/files/{near}"), 404, $"the file {near}");
        foreach (var path in new[] { "/attachments", "/data/attachments", "/chat/files/", "/chat/files/..%2f..%2fdesk.db", "/desk.db" })
            run.ExpectStatus(await attacker.GetAsync(path), 404, path);
    }
}
