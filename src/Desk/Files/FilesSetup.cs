namespace EcomCenter.Desk.Files;

public static class FilesSetup
{
    public static IServiceCollection AddFiles(this IServiceCollection services) => services
        .AddSingleton<AttachmentStore>()
        .AddSingleton<PendingAttachments>()
        .AddSingleton<FetchRecorder>()
        .AddSingleton<AttachmentFetcher>()
        .AddSingleton(_ => Ffmpeg.Find())
        .AddSingleton<PlayableCopies>()
        .AddSingleton<VoiceCopies>()
        .AddHostedService<AttachmentWorker>();
}
