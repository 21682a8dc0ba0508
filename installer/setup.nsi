; Setup.exe for one user: no administrator's rights, the data are never touched. Built by build.py.
Unicode true
Target amd64-unicode
!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include FileFunc.nsh
!define NotifyShell_AssocChanged 'System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)"'

!define NAME "Куратор наставничества"
!define ID "Curator"
!define EXE "Curator.exe"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"
!define COPY_TYPE "Curator.Copy" ; a copy of a base, *.curator
!define CLASSES "Software\Classes"
; codes of the exit, besides 0 = done, 1 = cancelled by the person, 2 = NSIS gave up
!define BUSY 3
!define TOO_OLD 4
!define NOT_WRITTEN 5

Name "${NAME}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${ID}"
InstallDirRegKey HKCU "Software\${ID}" "Folder"
BrandingText "${NAME} ${VERSION}"
ManifestSupportedOS Win10
ManifestDPIAware true
!ifdef FAST
  SetCompress off
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1049 "ProductName" "${NAME}"
VIAddVersionKey /LANG=1049 "FileDescription" "Установка программы «${NAME}»"
VIAddVersionKey /LANG=1049 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1049 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1049 "LegalCopyright" "Лицензия MIT"

!define MUI_ICON "launcher\app.ico"
!define MUI_UNICON "launcher\app.ico"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "Установка программы «${NAME}»"
!define MUI_WELCOMEPAGE_TEXT "Программа ставится только для вас: права администратора не нужны, интернет не нужен.$\r$\n$\r$\nЕсли программа уже стоит, она обновится, а данные школы останутся на месте.$\r$\n$\r$\nНажмите «Далее»."
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXE}"
!define MUI_FINISHPAGE_RUN_TEXT "Открыть программу"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "Программа будет удалена. Данные школы останутся в папке «$LOCALAPPDATA\CuratorApp»: их можно перенести на другой компьютер или удалить самим."
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Russian"

; A program that runs cannot be opened for writing.
!macro REFUSE_WHILE_OPEN un
Function ${un}RefuseWhileOpen
  look:
  ${If} ${FileExists} "$INSTDIR\${EXE}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${EXE}" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Программа «${NAME}» открыта. Закройте её и нажмите «Повтор»." /SD IDCANCEL IDRETRY look
      SetErrorLevel ${BUSY}
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
FunctionEnd
!macroend
!insertmacro REFUSE_WHILE_OPEN ""
!insertmacro REFUSE_WHILE_OPEN "un."

Function .onInit
  SetShellVarContext current
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "Нужна Windows 10 (64-разрядная) или новее." /SD IDOK
    SetErrorLevel ${TOO_OLD}
    Quit
  ${EndIf}
FunctionEnd

Section "Program"
  SetShellVarContext current
  Call RefuseWhileOpen
  ; only what an earlier version of the program put there
  RMDir /r "$INSTDIR\runtime"
  RMDir /r "$INSTDIR\app"
  RMDir /r "$INSTDIR\лицензии"
  SetOutPath "$INSTDIR"
  ClearErrors
  File /r "${STAGE}\*.*"
  ${If} ${Errors}
    SetErrorLevel ${NOT_WRITTEN}
    MessageBox MB_OK|MB_ICONSTOP "Не удалось записать файлы программы в папку «$INSTDIR». Выберите другую папку." /SD IDOK
    Quit
  ${EndIf}
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateDirectory "$SMPROGRAMS\${NAME}"
  CreateShortCut "$SMPROGRAMS\${NAME}\${NAME}.lnk" "$INSTDIR\${EXE}" "" "$INSTDIR\${EXE}" 0
  CreateShortCut "$SMPROGRAMS\${NAME}\Удалить программу.lnk" "$INSTDIR\uninstall.exe"
  CreateShortCut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${EXE}" "" "$INSTDIR\${EXE}" 0

  WriteRegStr HKCU "${CLASSES}\.curator" "" "${COPY_TYPE}"
  WriteRegStr HKCU "${CLASSES}\.curator\OpenWithProgids" "${COPY_TYPE}" ""
  WriteRegStr HKCU "${CLASSES}\${COPY_TYPE}" "" "Копия базы программы «${NAME}»"
  WriteRegStr HKCU "${CLASSES}\${COPY_TYPE}\DefaultIcon" "" "$INSTDIR\${EXE},1"
  WriteRegStr HKCU "${CLASSES}\${COPY_TYPE}\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
  ${NotifyShell_AssocChanged}

  WriteRegStr HKCU "Software\${ID}" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${EXE}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" "$0"
SectionEnd

Section "Uninstall"
  SetShellVarContext current
  Call un.RefuseWhileOpen
  RMDir /r "$INSTDIR\runtime"
  RMDir /r "$INSTDIR\app"
  RMDir /r "$INSTDIR\лицензии"
  Delete "$INSTDIR\ЛИЦЕНЗИЯ.txt"
  Delete "$INSTDIR\${EXE}"
  Delete "$INSTDIR\curator-app.exe"
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP" ; a folder one stands in cannot be removed
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}\${NAME}.lnk"
  Delete "$SMPROGRAMS\${NAME}\Удалить программу.lnk"
  RMDir "$SMPROGRAMS\${NAME}"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey HKCU "${CLASSES}\${COPY_TYPE}"
  DeleteRegValue HKCU "${CLASSES}\.curator\OpenWithProgids" "${COPY_TYPE}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.curator\OpenWithProgids"
  ReadRegStr $0 HKCU "${CLASSES}\.curator" ""
  ${If} $0 == "${COPY_TYPE}" ; nobody else has taken the files since
    DeleteRegValue HKCU "${CLASSES}\.curator" ""
  ${EndIf}
  DeleteRegKey /ifempty HKCU "${CLASSES}\.curator"
  ${NotifyShell_AssocChanged}
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "Software\${ID}"
  ; the data of the school in $LOCALAPPDATA\CuratorApp stay
SectionEnd
