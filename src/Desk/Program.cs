using EcomCenter.Desk;
using EcomCenter.Desk.Commands;

return await DeskCommands.RunAsync(args, DeskApplication.Build);
